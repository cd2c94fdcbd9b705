import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from './compile-schema.js'

function messages(schema: unknown, value: unknown): readonly string[] {
  return compileSchema(fromPlain(schema))
    .errors(fromPlain(value))
    .map(({ message }) => message)
}

function shape(kind: string, field: string): unknown {
  return {
    properties: { kind: { const: kind }, [field]: { type: 'string' } },
    required: ['kind', field],
  }
}

describe('errors', () => {
  it('says of a sample all that is wrong with it, in schema order', () => {
    const schema = {
      type: 'object',
      required: ['output'],
      properties: {
        instruction: { minLength: 10, maxLength: 20 },
        output: {
          required: ['answer'],
          properties: { confidence: { maximum: 1 } },
        },
        tags: { type: 'array' },
        sources: { items: { format: 'uri' } },
        lang: { enum: ['de', 'en'] },
      },
      additionalProperties: false,
    }
    assert.deepEqual(messages(schema, {}), ['Missing required field: output'])
    assert.deepEqual(messages(schema, []), ['Sample must be object (was array)'])
    const value = {
      instruction: 'short',
      output: { confidence: 1.5 },
      tags: 'x',
      sources: ['urn:x', 'urn:y', 'z'],
      lang: 'fr',
      extra: 1,
    }
    assert.deepEqual(messages(schema, value), [
      "Field 'instruction' too short (min 10 chars)",
      'Missing required field: output.answer',
      "Field 'output.confidence' must be at most 1 (was 1.5)",
      "Field 'tags' must be array (was string)",
      "Field 'sources[2]' is not a valid uri",
      `Field 'lang' must be one of "de", "en"`,
      'Unexpected field: extra',
    ])
    const long = { instruction: 'x'.repeat(21), output: { answer: 1 } }
    assert.deepEqual(messages(schema, long), ["Field 'instruction' too long (max 20 chars)"])
  })

  it('points into the value and into the schema', () => {
    const schema = {
      properties: { 'a/b': { $ref: '#/$defs/c' } },
      $defs: { c: { items: { minimum: 2 } } },
    }
    const [error] = compileSchema(fromPlain(schema)).errors(fromPlain({ 'a/b': [2, 1] }))
    assert.deepEqual(error, {
      keyword: 'minimum',
      instancePointer: '/a~1b/1',
      schemaPointer: '/$defs/c/items/minimum',
      keywordLocation: '/properties/a~1b/$ref/items/minimum',
      message: `Field '["a/b"][1]' must be at least 2 (was 1)`,
    })
  })

  it('tells of the branch that was meant', () => {
    const schema = { oneOf: [shape('cat', 'name'), shape('dog', 'breed')] }
    assert.deepEqual(messages(schema, { kind: 'dog', breed: 1 }), [
      'Sample matches none of 2 allowed shapes',
      "Field 'breed' must be string (was number)",
    ])
    assert.deepEqual(messages({ oneOf: [{}, true] }, 1), [
      'Sample matches more than one allowed shape (0, 1)',
    ])
    assert.deepEqual(messages({ anyOf: [{ type: 'null' }] }, 1), [
      'Sample must be null (was number)',
    ])
  })

  it('has a line for every keyword', () => {
    const cases: readonly (readonly [schema: unknown, value: unknown, message: string])[] = [
      [{ type: ['string', 'null'] }, 1, 'Sample must be string or null (was number)'],
      [{ type: 'integer' }, 1.5, 'Sample must be integer (was 1.5)'],
      [{ const: { a: 1 } }, 1, 'Sample must be {"a":1}'],
      [{ exclusiveMinimum: 1 }, 1, 'Sample must be more than 1 (was 1)'],
      [{ exclusiveMaximum: 1 }, 1, 'Sample must be less than 1 (was 1)'],
      [{ multipleOf: 0.1 }, 0.25, 'Sample must be a multiple of 0.1 (was 0.25)'],
      [{ pattern: '^a' }, 'b', 'Sample does not match the pattern ^a'],
      [{ minItems: 1 }, [], 'Sample has too few items (min 1, was 0)'],
      [{ maxItems: 1 }, [1, 2], 'Sample has too many items (max 1, was 2)'],
      [{ uniqueItems: true }, [1, 2, 1], 'Sample must not repeat items (item 2 is a repeat)'],
      [{ contains: { const: 1 } }, [2], 'Sample has too few matching items (min 1, was 0)'],
      [
        { contains: true, maxContains: 1 },
        [1, 2],
        'Sample has too many matching items (max 1, was 2)',
      ],
      [{ minProperties: 1 }, {}, 'Sample has too few fields (min 1, was 0)'],
      [{ maxProperties: 0 }, { a: 1 }, 'Sample has too many fields (max 0, was 1)'],
      [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, "Field name 'ab' too long (max 1 char)"],
      [{ not: { type: 'null' } }, null, 'Sample has a shape that is not allowed'],
      [
        { dependentRequired: { card: ['address'] } },
        { card: 1 },
        'Missing required field: address (needed with card)',
      ],
      [{ unevaluatedProperties: false }, { a: 1 }, 'Unexpected field: a'],
      [{ prefixItems: [true], items: false }, [1, 2], 'Unexpected item: [1]'],
      [false, 1, 'Sample has a shape that nothing allows'],
    ]
    for (const [schema, value, message] of cases)
      assert.deepEqual(messages(schema, value), [message])
  })

  it('cuts long values, names and patterns', () => {
    const long = 'x'.repeat(1000)
    for (const [schema, value] of [
      [{ const: long }, 1],
      [{ enum: [long, 1] }, 2],
      [{ pattern: long }, 'a'],
      [{ additionalProperties: false }, { [long]: 1 }],
    ] as const) {
      assert.ok((messages(schema, value)[0]?.length ?? 0) < 120)
    }
  })
})
