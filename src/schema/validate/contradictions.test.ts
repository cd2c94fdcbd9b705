import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from './compile-schema.js'

function mistakesOf(schema: unknown): readonly (readonly [string, string])[] {
  const { mistakes } = compileSchema(fromPlain(schema))
  return mistakes.map(({ pointer, problem }) => [pointer, problem])
}

const impossible: readonly (readonly [schema: unknown, pointer: string, problem: RegExp])[] = [
  [{ minLength: 3, maxLength: 2 }, '/minLength', /at most maxLength, which is 2, saw 3/u],
  [{ items: { minItems: 2, maxItems: 1 } }, '/items/minItems', /at most maxItems/u],
  [{ minProperties: 2, maxProperties: 1 }, '/minProperties', /at most maxProperties/u],
  [{ minimum: 1, exclusiveMaximum: 1 }, '/minimum', /less than exclusiveMaximum/u],
  [{ allOf: [{ exclusiveMinimum: 2, exclusiveMaximum: 1 }] }, '/allOf/0/exclusiveMinimum', /less/u],
  [{ type: [] }, '/type', /at least one type, saw none/u],
  [{ enum: [] }, '/enum', /at least one value, saw none/u],
  [{ type: ['string', 'null'], enum: [1, 2] }, '/enum', /of type string or null, saw 1/u],
  [{ type: 'integer', const: 1.5 }, '/const', /of type integer, saw 1\.5/u],
  [{ required: ['a'], properties: { a: false } }, '/required', /which properties forbid/u],
  [
    { required: ['anser'], properties: { answer: {} }, additionalProperties: false },
    '/required',
    /saw "anser", which additionalProperties forbids, did you mean "answer"\?/u,
  ],
  [{ required: ['a', 'b'], maxProperties: 1 }, '/maxProperties', /at least 2/u],
]

const possible: readonly unknown[] = [
  { minLength: 2, maxLength: 2 },
  { minimum: 1, maximum: 1 },
  { exclusiveMinimum: 1, exclusiveMaximum: 1.5 },
  { type: 'string', enum: [1, 'a'] },
  { type: 'integer', const: 2 },
  { required: ['a'], additionalProperties: false, patternProperties: { '^a': {} } },
  { required: ['a'], additionalProperties: {} },
  { required: ['a'], maxProperties: 1 },
  { anyOf: [{ enum: [] }, {}] },
  { not: { enum: [] } },
  { if: { minLength: 2, maxLength: 1 } },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: '#/definitions/a',
    minLength: 2,
    maxLength: 1,
    definitions: { a: {} },
  },
  false,
]

describe('the mistakes of a schema', () => {
  for (const [schema, pointer, problem] of impossible) {
    it(`hold ${JSON.stringify(schema)}`, () => {
      const [[at, text] = ['', ''], ...more] = mistakesOf(schema)
      assert.equal(at, pointer)
      assert.match(text, problem)
      assert.deepEqual(more, [])
    })
  }
  for (const schema of possible) {
    it(`leave ${JSON.stringify(schema)} out`, () => {
      assert.deepEqual(mistakesOf(schema), [])
    })
  }
})
