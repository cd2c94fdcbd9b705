import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isJsonArray, isJsonObject, jsonNumber, type Json } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from './compile-schema.js'

const name = fc.constantFrom('a', 'b', '__proto__')
const scalar = fc.constantFrom<unknown>(null, true, 0, 1, 1.5, 2, '', 'a', 'ab', '📜')

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}))

/** Most are schemas that accept some of the values above and refuse others. */
const { schema } = fc.letrec<{ schema: unknown; list: unknown; map: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom('object', 'array', 'string', 'number', 'integer', ['null', 'object']),
        const: value,
        minimum: fc.constantFrom(0, 1, 1.5),
        multipleOf: fc.constantFrom(0.5, 2),
        minLength: fc.constantFrom(1, 2),
        pattern: fc.constantFrom('^a', '(a*)*b', '.'),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        maxProperties: fc.constantFrom(1, 2),
        properties: tie('map'),
        patternProperties: fc.dictionary(fc.constantFrom('^a', 'o'), tie('schema'), { maxKeys: 1 }),
        additionalProperties: tie('schema'),
        prefixItems: tie('list'),
        items: tie('schema'),
        contains: tie('schema'),
        uniqueItems: fc.boolean(),
        allOf: tie('list'),
        anyOf: tie('list'),
        oneOf: tie('list'),
        not: tie('schema'),
        if: tie('schema'),
        else: tie('schema'),
        dependentSchemas: tie('map'),
        unevaluatedProperties: tie('schema'),
        unevaluatedItems: tie('schema'),
      },
      { requiredKeys: [] },
    ),
  ),
  list: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
  map: fc.dictionary(name, tie('schema'), { maxKeys: 2 }),
}))

function accepts(plain: unknown, candidate: Json): boolean {
  return compileSchema(fromPlain(plain)).accepts(candidate)
}

/** The same value with its keys in another order and its numbers spelt otherwise. */
function respelled(json: Json): Json {
  if (isJsonArray(json)) return json.map(respelled)
  if (isJsonObject(json)) {
    return new Map(
      Array.from(json, ([key, member]) => [key, respelled(member)] as const).toReversed(),
    )
  }
  return typeof json === 'number' ? jsonNumber(`${json * 10}e-1`) : json
}

describe('verdicts', () => {
  it('agree in accepts and errors', () => {
    fc.assert(
      fc.property(schema, value, (plain, candidate) => {
        const validator = compileSchema(fromPlain(plain))
        const json = fromPlain(candidate)
        assert.equal(validator.accepts(json), validator.errors(json).length === 0)
      }),
      { numRuns: 500 },
    )
  })

  it('do not depend on key order or number spelling', () => {
    fc.assert(
      fc.property(schema, value, (plain, candidate) => {
        const json = fromPlain(candidate)
        assert.equal(accepts(plain, respelled(json)), accepts(plain, json))
      }),
      { numRuns: 200 },
    )
  })

  it('stay when a schema is wrapped in one that means the same', () => {
    fc.assert(
      fc.property(schema, value, (plain, candidate) => {
        const json = fromPlain(candidate)
        const verdict = accepts(plain, json)
        const wrapped: readonly unknown[] = [
          { not: { not: plain } },
          { $ref: '#/$defs/it', $defs: { it: plain } },
          { allOf: [true, plain] },
          { anyOf: [false, plain] },
          { oneOf: [plain, false] },
          { if: plain, else: false },
          // These make every schema in place note what it looks at.
          { allOf: [plain], unevaluatedProperties: true, unevaluatedItems: true },
          { anyOf: [plain], unevaluatedProperties: true, unevaluatedItems: true },
        ]
        for (const other of wrapped) assert.equal(accepts(other, json), verdict)
      }),
      { numRuns: 200 },
    )
  })
})
