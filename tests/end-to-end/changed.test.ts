import assert from 'node:assert/strict'
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportRecipe } from '#loradex/recipe/export-recipe.js'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import { good, plainRecipe } from './bad-input-case.js'
import { inFolder } from './in-folder.js'

/** Of more than threads read ahead. */
const text = `${good('lorem ipsum '.repeat(80))}\n`.repeat(70_000)

/** By what somebody else does to the input while it is read. */
const changes: Readonly<Record<string, (path: string) => void>> = {
  grows: (path) => appendFileSync(path, text.slice(0, 1000)),
  shrinks: (path) => truncateSync(path, 1000),
  'is written anew': (path) => writeFileSync(path, text),
}

describe('an export of a file', () => {
  for (const [change, apply] of Object.entries(changes)) {
    for (const workers of [1, 2]) {
      it(`that ${change} stops with nothing published, ${workers} workers`, () =>
        inFolder({ files: { 'in.jsonl': text }, recipe: plainRecipe }, async (folder) => {
          const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
          let isChanged = false
          const exporting = exportRecipe(loaded, {
            target: join(folder, 'out'),
            workers,
            checkpointMs: null,
            onProgress: () => {
              if (!isChanged) apply(join(folder, 'in.jsonl'))
              isChanged = true
            },
          })
          await assert.rejects(exporting, { code: 'source.changed' })
          assert.deepEqual((await readdir(folder)).toSorted(), ['in.jsonl', 'loradex.yaml'])
        }))
    }
  }
})
