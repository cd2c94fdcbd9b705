import assert from 'node:assert/strict'
import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { describe, it } from 'node:test'
import { exportRecipe, loadRecipe } from '#loradex/index.js'
import { good, plainRecipe } from './bad-input-case.js'
import { inFolder } from './in-folder.js'

const recipe = { ...plainRecipe, source: { type: 'jsonl', path: 'in-*.jsonl' } }
const files = Object.fromEntries(
  [1, 2, 3].map((number) => [`in-${number}.jsonl`, `${good(number)}\n`]),
)
const skip = platform !== 'linux' && 'open files are listed by Linux alone'

function openFilesIn(folder: string): readonly string[] {
  return readdirSync('/proc/self/fd')
    .map((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`)
      } catch {
        return ''
      }
    })
    .filter((path) => path.startsWith(folder))
}

describe('an export within another program', { skip }, () => {
  for (const events of [1, 2, 3]) {
    it(`leaves no file open where it is stopped after ${events} events`, () =>
      inFolder({ files, recipe }, async (folder) => {
        const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
        let told = 0
        const stopped = exportRecipe(loaded, {
          target: join(folder, 'out'),
          env: {},
          onProgress() {
            told += 1
            if (told === events) throw new Error('enough')
          },
        })
        await assert.rejects(stopped, { message: 'enough' })
        assert.deepEqual(openFilesIn(folder), [])
      }))
  }
})
