import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, inFolder } from './in-folder.js'

const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  metadata: { metadata_fields: ['tags', 'huge'] },
  quality: { max_text_length: 10_000_000 },
  structured_gen: {
    enable_schema_validation: true,
    json_schema: {
      additionalProperties: false,
      properties: {
        instruction: true,
        output: { properties: { a: true }, additionalProperties: false },
      },
    },
  },
  quality_metrics: { enable_metrics: true },
  output: { include_rejected_records: true },
}

const MEGABYTE = 1_000_000
const hostile = '</script><!--\u202e\u2066\u0000\u001b[31m\u2028\ufeff📜'

function lineOf(record: object): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`)
}

/** Rows of a megabyte that are kept, repeated, of a wrong shape and no JSON. */
function* rows(): Generator<Buffer> {
  for (let index = 0; index < 5; index += 1) {
    const answer = `${index}${hostile}`.repeat(MEGABYTE / 40)
    const key = answer.slice(0, 60_000)
    yield lineOf({ question: hostile, answer, tags: [hostile], huge: answer })
    yield lineOf({ question: hostile, answer, tags: hostile })
    yield lineOf({ question: hostile, answer: { [key]: 1 }, tags: { [key]: 1 }, huge: answer })
    yield Buffer.from(`{"question":"\\ud800","answer":"${'x'.repeat(MEGABYTE)}"}\n`)
    yield Buffer.concat([Buffer.alloc(MEGABYTE, 0xff), Buffer.from('\n')])
  }
}

describe('report.json about hostile rows of a megabyte', () => {
  it('stays small, valid and to the point', async () => {
    const files = { 'in.jsonl': Buffer.concat(Array.from(rows())) }
    await inFolder({ files, recipe }, async (folder) => {
      const { report } = await exportIn(folder)
      assert.deepEqual(report.counts, {
        read: 25,
        emitted: 5,
        dropped: {
          duplicate: 5,
          'invalid-utf8': 5,
          'lone-surrogate': 5,
          'schema-violation': 5,
        },
      })
      const bytes = await readFile(join(folder, 'out', 'report.json'))
      assert.ok(bytes.length < 100_000, `${bytes.length} bytes`)
      assert.ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes).isWellFormed())
      const { samples, rejects } = report.excerpts
      assert.deepEqual([samples.length, rejects.length], [5, 20])
      for (const { line, clipped } of samples) {
        assert.deepEqual([Array.from(line).length, clipped], [500, true])
        assert.ok(line.startsWith(`{"instruction":${JSON.stringify(hostile)}`))
      }
      for (const { record, record_base64, clipped } of rejects) {
        assert.ok(clipped)
        assert.equal(Array.from(record ?? record_base64 ?? '').length, 500)
      }
      const [tags] = report.categories
      assert.deepEqual(tags?.values, [{ value: hostile, count: 5 }])
      assert.deepEqual(
        report.duplicates?.largest.map(({ copies, text }) => [copies, Array.from(text).length]),
        [1, 1, 1, 1, 1].map((copies) => [copies, 240]),
      )
      const [error] = report.schema_validation?.top_errors ?? []
      assert.equal(error?.count, 5)
      assert.ok(Array.from(error.example.message).length <= 200)
    })
  })
})
