import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { dictionary } from './dictionary.js'
import { exportIn, inFolder, jsonLines, type Exported } from './in-folder.js'
import { digestsOf } from './read-export.js'

const entries = dictionary(20_000)

/** Several parts, and several blocks in a shard. */
const files = Object.fromEntries(
  [0, 1, 2, 3].map((part) => [
    `data/${part}.jsonl`,
    jsonLines(entries.slice(part * 5000, (part + 1) * 5000)),
  ]),
)

const recipe = {
  source: { type: 'jsonl', path: 'data/*.jsonl' },
  field_mapping: { instruction_field: 'word' },
}

function withLevel(level: number, ...more: readonly string[]): readonly string[] {
  const output = `output={compression: zstd, compression_level: ${level}}`
  return ['--set', output, ...more]
}

function sizeOf({ manifest }: Exported): number {
  return manifest.shards.reduce((sum, { bytes }) => sum + bytes, 0)
}

describe('an export with a level of compression', () => {
  it('has the same bytes with any number of workers, and the lines of one that is plain', () =>
    inFolder({ files, recipe }, async (folder) => {
      const plain = await exportIn(folder, { target: 'plain' })
      const args = withLevel(1, '--workers', '1')
      const fast = await exportIn(folder, { args, target: 'one' })
      await exportIn(folder, { args: withLevel(1, '--workers', '2'), target: 'two' })
      assert.deepEqual(fast.allLines, plain.allLines)
      assert.deepEqual(await digestsOf(join(folder, 'two')), await digestsOf(join(folder, 'one')))
      const usual = await exportIn(folder, { args: withLevel(3), target: 'usual' })
      assert.deepEqual(usual.allLines, plain.allLines)
      assert.ok(sizeOf(fast) > sizeOf(usual), `${sizeOf(fast)} ${sizeOf(usual)}`)
    }))

  it('tells of it, and is what it is without one where that is the usual one', () =>
    inFolder({ files, recipe }, async (folder) => {
      const args = ['--set', 'output.compression=zstd']
      await exportIn(folder, { args, target: 'without' })
      const { report } = await exportIn(folder, { args: withLevel(3), target: 'usual' })
      assert.equal(JSON.stringify(report).includes('compression_level'), false)
      const [usual, without] = await Promise.all(
        ['usual', 'without'].map((name) => digestsOf(join(folder, name))),
      )
      assert.deepEqual(usual, without)
      const fast = await exportIn(folder, { args: withLevel(1), target: 'fast' })
      assert.ok(JSON.stringify(fast.report.recipe).includes('"compression_level":1'))
    }))
})
