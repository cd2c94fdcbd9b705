import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, inFolder } from './in-folder.js'
import { digestsOf } from './read-export.js'
import { startLoradex } from './run-loradex.js'

/** Parts are 8 MiB: enough for every file to have several, and for the last to be short. */
const FILE_BYTES = [18, 3, 10, 0.001].map((mebibytes) => mebibytes * 2 ** 20)

const recipe = {
  source: { type: 'jsonl', path: 'data/*.jsonl' },
  weighting: { auto_weight_by_length: true },
  quality: { min_text_length: 20 },
  structured_gen: {
    enable_schema_validation: true,
    json_schema: { properties: { output: { maxLength: 900 } } },
  },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'question', ratios: { train: 0.9, validation: 0.05, test: 0.05 } },
  dedup: { normalize: 'fold' },
  output: { shard_bytes: 5_000_000, shard_records: 20_000 },
}

/** The same in every run: duplicates across files, rejects of many kinds, weights of many sizes. */
function lineOf(number: number): string {
  const digest = createHash('sha256').update(String(number)).digest('hex')
  if (number % 101 === 0) return `{"question":"q${number}"`
  const answer = `${digest} `.repeat(number % 16)
  const asked = number % 7 === 0 ? number % 700 : number
  return JSON.stringify({
    question: `Question ${asked}?`,
    answer: number % 7 === 0 ? `the answer to question ${asked}` : answer,
    importance: number % 97 === 0 ? -1 : (number % 1000) / 7,
    tags: [number, digest.slice(0, 8)],
  })
}

async function writeData(folder: string): Promise<void> {
  let number = 0
  for (const [index, size] of FILE_BYTES.entries()) {
    const file = await open(join(folder, 'data', `${index}.jsonl`), 'w')
    for (let written = 0; written < size;) {
      const lines = Array.from({ length: 500 }, () => lineOf((number += 1)))
      written += (await file.write(`${lines.join('\n')}\n`)).bytesWritten
    }
    await file.close()
  }
}

describe('the bytes of an export', () => {
  it('are the same for any number of workers, twice, and in any place', async () => {
    await inFolder({ recipe, files: { 'data/notes.txt': '' } }, async (folder) => {
      await writeData(folder)
      const { manifest } = await exportIn(folder, { args: ['--workers', '1'], target: 'one' })
      const { dropped } = manifest.counts
      for (const code of ['invalid-json', 'duplicate', 'bad-weight', 'schema-violation'] as const) {
        assert.ok((dropped[code] ?? 0) > 100, code)
      }
      assert.ok(manifest.source.inputs.some(({ parts }) => parts > 2))
      const expected = await digestsOf(join(folder, 'one'))

      for (const [target, workers] of Object.entries({ two: 2, three: 3 })) {
        await exportIn(folder, { args: ['--workers', String(workers)], target })
        assert.deepEqual(await digestsOf(join(folder, target)), expected, `${workers} workers`)
      }
      const places = [
        { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
        { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
      ]
      for (const [index, env] of places.entries()) {
        const target = `place-${index}`
        const argv = ['export', 'loradex.yaml', '--out', target]
        const { exitCode, stderr } = await startLoradex(argv, { cwd: folder, env }).ended
        assert.equal(exitCode, 0, stderr)
        assert.deepEqual(await digestsOf(join(folder, target)), expected, env.TZ)
      }
    })
  })
})
