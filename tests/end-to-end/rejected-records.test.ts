import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { compressBlock } from '#loradex/kernel/compress.js'
import { exportOnce } from './in-folder.js'

const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl*' },
  output: { include_rejected_records: true },
}
const whole = '{"question":"q1","answer":"long enough to be kept"}\n'

describe('rejected records', () => {
  for (const lane of ['byte', 'object']) {
    const args = lane === 'object' ? ['--lane', lane] : []

    it(`hold what there is of a record that is cut off, in the ${lane} lane`, async () => {
      const text = `${whole}{"question":"q9","answer":"cut`
      const files = {
        'in.jsonl': text,
        'in.jsonl.gz': gzipSync(text),
        'in.jsonl.zst': await compressBlock({ kind: 'zstd' }, Buffer.from(text)),
      }
      const { rejects } = await exportOnce({ files, recipe }, { args })
      const cut = rejects.filter(({ code }) => code === 'truncated-record')
      assert.deepEqual(
        cut.map((reject) => [reject.at, reject.observed, 'record' in reject && reject.record]),
        Object.keys(files).map((name) => [`${name}:2`, '30 bytes', text.slice(whole.length)]),
      )
    })

    it(`hold the bytes of one that is cut off within a character, in the ${lane} lane`, async () => {
      const bytes = Buffer.from('{"question":"ä').subarray(0, -1)
      const files = { 'in.jsonl': Buffer.concat([Buffer.from(whole), bytes]) }
      const { rejects } = await exportOnce({ files, recipe }, { args })
      const [reject] = rejects
      assert.ok(reject?.code === 'truncated-record' && 'record_base64' in reject)
      assert.equal(reject.record_base64, bytes.toString('base64'))
    })

    it(`say where each is not UTF-8, in the ${lane} lane`, async () => {
      const bad = [5, 36, 20].map((at) => Buffer.from(whole.trimEnd()).fill(0xff, at, at + 1))
      const bytes = bad.flatMap((record) => [record, Buffer.from(`\n${whole}`)])
      const files = { 'in.jsonl': Buffer.concat(bytes) }
      const { rejects } = await exportOnce({ files, recipe }, { args })
      assert.deepEqual(
        rejects
          .filter(({ code }) => code === 'invalid-utf8')
          .map(({ observed, allowed }) => [observed, allowed]),
        [5, 36, 20].map((at) => [`bytes that are not UTF-8 at byte ${at}`, 'UTF-8']),
      )
    })
  }

  it('say of CSV that it has to be UTF-8', async () => {
    const files = { 'in.csv': Buffer.from('question,answer\nq1,\xff is no UTF-8 here\n', 'latin1') }
    const source = { type: 'csv', path: 'in.csv' }
    const { rejects } = await exportOnce({ files, recipe: { source } })
    const facts = rejects.map(({ code, observed, allowed }) => [code, observed, allowed])
    assert.deepEqual(facts, [['invalid-utf8', 'bytes that are not UTF-8 at byte 27', 'UTF-8']])
  })
})
