import assert from 'node:assert/strict'
import { appendFile, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportRecipe } from '#loradex/recipe/export-recipe.js'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import { good, plainRecipe } from './bad-input-case.js'
import { inFolder } from './in-folder.js'

const text = `${good('lorem ipsum '.repeat(80))}\n`.repeat(30_000)

/** By what somebody else does to the input while it is read. */
const changes: Readonly<Record<string, (path: string) => Promise<void>>> = {
  grows: (path) => appendFile(path, text.slice(0, 1000)),
  shrinks: (path) => truncate(path, 1000),
  'is written anew': (path) => writeFile(path, text),
}

describe('an export of a file', () => {
  for (const [change, apply] of Object.entries(changes)) {
    for (const workers of [1, 2]) {
      it(`that ${change} stops with nothing published, ${workers} workers`, () =>
        inFolder({ files: { 'in.jsonl': text }, recipe: plainRecipe }, async (folder) => {
          const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
          let changed: Promise<void> | undefined
          const exporting = exportRecipe(loaded, {
            target: join(folder, 'out'),
            workers,
            checkpointMs: null,
            onProgress: () => {
              changed ??= apply(join(folder, 'in.jsonl'))
            },
          })
          await assert.rejects(exporting, { code: 'source.changed' })
          await changed
          assert.deepEqual((await readdir(folder)).toSorted(), ['in.jsonl', 'loradex.yaml'])
        }))
    }
  }
})
