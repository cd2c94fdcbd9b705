import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { jsonNumber, type Json } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { createJsonSet } from './equal-json.js'

const spelling = fc.constantFrom('0', '-0', '0.0', '1', '1.0', '10e-1', '1e400', '0.1', '1e-1')
const small: fc.Arbitrary<Json> = fc.oneof(
  spelling.map(jsonNumber),
  fc.jsonValue({ maxDepth: 2 }).map(fromPlain),
  fc.constantFrom('1', 'null', 'true', '[1e0]', true, null),
  fc.array(spelling.map(jsonNumber), { maxLength: 2 }),
)

describe('createJsonSet', () => {
  it('holds what has the same canonical text', () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), small, (values, wanted) => {
        const texts = new Set(values.map(canonicalJson))
        assert.equal(createJsonSet(values).has(wanted), texts.has(canonicalJson(wanted)))
        const set = createJsonSet()
        const added = values.filter((value) => set.add(value))
        assert.equal(added.length, texts.size)
      }),
    )
  })
})
