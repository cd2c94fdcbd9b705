import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Drop } from '../records/verdict.js'
import { createRejectWriter, toReject, type PlacedReject } from './reject-line.js'

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
    const write = createRejectWriter()
    const kept = [undefined, 'a "b".jsonl:3']
    const records = [undefined, { record: '{"a": "\\n"}' }, { record_base64: '/w==' }]
    const offsets = [undefined, 0, 2 ** 40]
    const all = [...drops, ...drops].flatMap((drop) =>
      records.flatMap((record) =>
        offsets.flatMap((offset) =>
          kept.map((other): PlacedReject => ({
            reject: {
              drop,
              line: 1,
              ...(offset !== undefined && { offset }),
              ...(record && { record }),
            },
            at: 'ä "b".jsonl:8',
            kept: other,
          })),
        ),
      ),
    )
    for (const placed of all) assert.equal(write(placed), JSON.stringify(toReject(placed)))
  })
})
