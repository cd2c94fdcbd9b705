import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Drop } from '../records/verdict.js'
import { startBatches } from './batch-places.js'
import { createLineBuffer } from './line-buffer.js'
import { createRejectWriter, toReject } from './reject-line.js'

const drops: readonly Drop[] = [
  { code: 'text-too-long', rule: 'quality.max_text_length', observed: 5, allowed: 4 },
  {
    code: 'schema-violation',
    rule: 'structured_gen.json_schema',
    observed: '2 errors',
    allowed: 'none "at" all',
    errors: ["Field 'output' too short (min 10 chars)", 'a "quoted" one\u2028'],
  },
]

describe('createRejectWriter', () => {
  it('writes what JSON.stringify makes of the reject, for drops that come again, too', () => {
    const places = startBatches()
    places.start({ part: 0, input: 'a "b".jsonl' }, 10)
    places.start({ part: 1, input: 'ä "b".jsonl' }, 2_000_000_000)
    const buffer = createLineBuffer(0)
    const write = createRejectWriter(places, buffer)
    const records = [undefined, { record: '{"a": "\\n"}' }, { record_base64: '/w==' }]
    const offsets = [undefined, 0, 9, 10, 2 ** 40, Number.MAX_SAFE_INTEGER]
    const all = [...drops, ...drops].flatMap((drop) =>
      records.flatMap((record) =>
        offsets.flatMap((offset) =>
          [undefined, 2].map((kept) => ({ drop, row: 1_234_567_899, offset, record, kept })),
        ),
      ),
    )
    for (const dropped of all) {
      buffer.clear()
      write(dropped)
      const line = Buffer.from(buffer.take()).toString()
      assert.equal(line, JSON.stringify(toReject(dropped, places)))
    }
  })
})
