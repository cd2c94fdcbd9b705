import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema, type CompiledSchema, type CompileOptions } from './compile-schema.js'

function json(text: string): Json {
  const value = parseJsonText(text)
  assert.ok(value !== undefined, text)
  return value
}

function compile(schema: unknown, options?: CompileOptions): CompiledSchema {
  return compileSchema(fromPlain(schema), options)
}

function messages(schema: unknown, value: unknown): readonly string[] {
  return compile(schema)
    .errors(fromPlain(value))
    .map(({ message }) => message)
}

function is(schema: string, value: string): boolean {
  return compileSchema(json(schema)).accepts(json(value))
}

/** A binary operation whose left side is a term again. */
function operation(op: string): unknown {
  return {
    type: 'object',
    required: ['left', 'op'],
    properties: { left: { $ref: '#/$defs/term' }, op: { const: op } },
  }
}

function nestedOperation(leaf: string): Json {
  const levels = 200
  return json(`${'{"left":'.repeat(levels)}${leaf}${',"op":"-"}'.repeat(levels)}`)
}

function shape(kind: string, field: string): unknown {
  return {
    properties: { kind: { const: kind }, [field]: { type: 'string' } },
    required: ['kind', field],
  }
}

describe('compileSchema', () => {
  it('accepts and refuses from the draft that $schema names', () => {
    const value = fromPlain([1, 'x'])
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema',
      items: [{}, { type: 'null' }],
    }
    assert.equal(compile(schema).accepts(value), false)
    assert.throws(() => compile({ items: [{}] }), { code: 'schema.invalid' })
  })

  it('compares numbers by exact decimal value', () => {
    assert.ok(is('{"const": 1}', '1.0'))
    assert.ok(is('{"const": 9007199254740993}', '9007199254740993.0'))
    assert.ok(!is('{"const": 9007199254740993}', '9007199254740992'))
    assert.ok(is('{"maximum": 9007199254740992}', '9007199254740992'))
    assert.ok(!is('{"maximum": 9007199254740992}', '9007199254740993'))
    assert.ok(is('{"multipleOf": 0.01}', '19.99'))
    assert.ok(!is('{"multipleOf": 0.01}', '19.995'))
    assert.ok(is('{"multipleOf": 7}', '7e400'))
    assert.ok(!is('{"multipleOf": 7}', '1e999999999999999999999'))
    assert.ok(is('{"multipleOf": 1e-999999999999999999999}', '0.5'))
    assert.ok(is('{"type": "integer"}', '1e400'))
    assert.ok(is('{"type": "integer"}', '1.0'))
    assert.ok(!is('{"type": "integer"}', '1.5'))
    assert.ok(!is('{"uniqueItems": true}', '[{"a": 1, "b": 2}, {"b": 2.0, "a": 10e-1}]'))
    assert.ok(is('{"uniqueItems": true}', '[1, "1", true, [1], null, "null"]'))
  })

  it('takes names that JavaScript treats as special for data', () => {
    const schema = json('{"properties": {"__proto__": {"type": "null"}}, "required": ["valueOf"]}')
    const validator = compileSchema(schema)
    assert.ok(!validator.accepts(json('{}')))
    assert.ok(validator.accepts(json('{"valueOf": 1, "__proto__": null}')))
    assert.ok(!validator.accepts(json('{"valueOf": 1, "__proto__": 1}')))
  })

  for (const [text, isLongEnough, isShortEnough] of [
    ['ab', false, true],
    ['📜📜', false, true],
    ['abc', true, true],
    ['📜📜📜', true, true],
    ['📜📜📜📜', true, false],
    ['abcd', true, false],
  ] as const) {
    it(`counts ${text} in code points`, () => {
      assert.equal(compile({ minLength: 3 }).accepts(text), isLongEnough)
      assert.equal(compile({ maxLength: 3 }).accepts(text), isShortEnough)
    })
  }

  it('asserts formats unless told not to', () => {
    assert.equal(compile({ format: 'email' }).accepts('x'), false)
    assert.equal(compile({ format: 'email' }, { assertFormats: false }).accepts('x'), true)
  })

  it('resolves references to documents by URI and by $id', () => {
    const documents = new Map([
      ['https://example.org/a', fromPlain({ $id: 'https://example.org/b', type: 'string' })],
    ])
    for (const $ref of ['https://example.org/a', 'https://example.org/b#']) {
      assert.equal(compile({ $ref }, { documents }).accepts(1), false)
      assert.equal(compile({ $ref }, { documents }).accepts('x'), true)
    }
  })

  it('validates schemas by their metaschema', () => {
    for (const uri of [
      'http://json-schema.org/draft-04/schema#',
      'http://json-schema.org/draft-06/schema#',
      'http://json-schema.org/draft-07/schema#',
      'https://json-schema.org/draft/2019-09/schema',
      'https://json-schema.org/draft/2020-12/schema',
    ]) {
      const validator = compile({ $ref: uri })
      assert.ok(validator.accepts(fromPlain({ properties: { a: { minLength: 1 } } })), uri)
      assert.ok(!validator.accepts(fromPlain({ properties: { a: { minLength: -1 } } })), uri)
    }
  })

  it('counts references to one schema twice as one step when there are many', () => {
    const $defs: Record<string, unknown> = { a0: { type: 'object' } }
    for (let index = 1; index <= 60; index += 1) {
      const previous = { $ref: `#/$defs/a${index - 1}` }
      $defs[`a${index}`] = { allOf: [previous, previous] }
    }
    for (const more of [{}, { unevaluatedProperties: false }]) {
      const validator = compile({ $ref: '#/$defs/a60', $defs, ...more })
      assert.ok(validator.accepts(new Map()))
      assert.ok(!validator.accepts([]))
      assert.ok(validator.errors([]).length > 0)
    }
  })

  it('stays linear where two branches check the same part again', () => {
    const $defs = { term: { oneOf: [{ type: 'number' }, operation('+'), operation('-')] } }
    const validator = compile({ $ref: '#/$defs/term', $defs })
    assert.ok(validator.accepts(nestedOperation('1')))
    assert.ok(!validator.accepts(nestedOperation('"x"')))
    assert.ok(validator.errors(nestedOperation('"x"')).length > 0)
  })

  it('refuses a value rather than overflow the stack', () => {
    const $defs: Record<string, unknown> = {
      a0: { properties: { a: { $ref: '#/$defs/a300' } } },
    }
    for (let index = 1; index <= 300; index += 1)
      $defs[`a${index}`] = { $ref: `#/$defs/a${index - 1}` }
    const validator = compile({ $ref: '#/$defs/a300', $defs })
    const deep = json(`${'{"a":'.repeat(510)}1${'}'.repeat(510)}`)
    assert.equal(validator.accepts(deep), false)
    assert.deepEqual(
      validator.errors(deep).map(({ message }) => message),
      ['Sample is nested too deeply for this schema'],
    )
    assert.equal(validator.accepts(json('{"a":{}}')), true)
  })

  it('finds repeats among 100,000 items', () => {
    const items = Array.from({ length: 100_000 }, (_, index) => new Map([['id', index]]))
    const validator = compile({ uniqueItems: true })
    assert.ok(validator.accepts(items))
    assert.ok(!validator.accepts([...items, new Map([['id', 7]])]))
  })

  it('warns of keywords and formats that are not checked', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      requried: ['a'],
      prefixItems: [],
      properties: { a: { format: 'colour', 'x-note': 1 }, b: { $ref: '#', minLength: 1 } },
    }
    assert.deepEqual(compile(schema).warnings, [
      'unknown keyword "requried" at the root: did you mean required?',
      'keyword "prefixItems" at the root has no meaning in dialect draft-07: it is ignored',
      'keyword "minLength" at /properties/b stands beside $ref: draft-07 ignores it',
      'unknown format "colour" at /properties/a/format is not checked',
    ])
  })
})

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
    const [error] = compile(schema).errors(fromPlain({ 'a/b': [2, 1] }))
    assert.deepEqual(error, {
      keyword: 'minimum',
      instancePointer: '/a~1b/1',
      schemaPointer: '/$defs/c/items/minimum',
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
