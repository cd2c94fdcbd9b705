import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportRecipe } from '#loradex/recipe/export-recipe.js'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import { inFolder, jsonLines } from './in-folder.js'
import { digestsOf, readExport } from './read-export.js'

const FILES = 12
const ROWS = 1500
/** Far from enough for 5,000 keys. */
const LITTLE_MEMORY = 60_000

const recipe = {
  source: { type: 'jsonl', path: '*.jsonl' },
  quality: { min_text_length: 1 },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'question', ratios: { train: 0.8, test: 0.2 } },
  output: { include_rejected_records: true },
}

/** One of 5,000 records, some of which are dropped for other reasons. */
function recordOf(file: number, row: number): object {
  const number = (Math.imul(file * ROWS + row, 2_654_435_761) >>> 0) % 5_000
  return { question: `q${number}`, answer: number % 50 === 0 ? '' : `a${number}`, row }
}

describe('the memory that duplicates are looked for in', () => {
  it('changes no byte of the export, however little it is', async () => {
    const files = Object.fromEntries(
      Array.from({ length: FILES }, (_, file) => [
        `${file}.jsonl`,
        jsonLines(Array.from({ length: ROWS }, (__, row) => recordOf(file, row))),
      ]),
    )
    await inFolder({ recipe, files }, async (folder) => {
      const env = { SOURCE_DATE_EPOCH: '0' }
      const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env })
      const exportWith = async (target: string, memory: object): Promise<unknown> => {
        await exportRecipe(loaded, { target: join(folder, target), env, ...memory })
        return digestsOf(join(folder, target))
      }
      const inMemory = await exportWith('in-memory', {})
      assert.deepEqual(await exportWith('on-disk', { dedupMemory: LITTLE_MEMORY }), inMemory)
      assert.deepEqual(
        await exportWith('two', { dedupMemory: LITTLE_MEMORY, workers: 2 }),
        inMemory,
      )

      const { manifest, rejects } = await readExport(join(folder, 'on-disk'))
      const { emitted, dropped } = manifest.counts
      assert.equal(emitted, 4_900)
      assert.equal(dropped.duplicate, FILES * ROWS - emitted - (dropped['empty-output'] ?? 0))
      assert.ok(rejects.every(({ code, kept }) => code !== 'duplicate' || kept !== undefined))
      const names = await readdir(folder)
      assert.deepEqual(
        names.filter((name) => name.startsWith('.')),
        [],
        'no work is left',
      )
    })
  })
})
