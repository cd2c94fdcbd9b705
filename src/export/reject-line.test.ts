import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Drop } from '../records/verdict.js'
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
    const write = createRejectWriter()
    const places = [undefined, JSON.stringify('a "b".jsonl:3')]
    const records = [undefined, { record: '{"a": "\\n"}' }, { record_base64: '/w==' }]
    const offsets = [undefined, 0, 2 ** 40]
    const all = [...drops, ...drops].flatMap((drop) =>
      records.flatMap((record) =>
        offsets.map((offset) => ({
          drop,
          line: 1,
          ...(offset !== undefined && { offset }),
          ...(record && { record }),
        })),
      ),
    )
    const at = JSON.stringify('ä "b".jsonl:8')
    for (const reject of all) {
      for (const kept of places) {
        assert.equal(write(reject, at, kept), JSON.stringify(toReject(reject, at, kept)))
      }
    }
  })
})
