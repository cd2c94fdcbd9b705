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

  it('stays linear where choices within choices fail on one text', () => {
    const $defs: Record<string, unknown> = { a0: { type: 'object' } }
    for (let index = 1; index <= 50; index += 1) {
      const choice = { $ref: `#/$defs/a${index - 1}` }
      $defs[`a${index}`] = { anyOf: Array.from({ length: 50 }, () => choice) }
    }
    const validator = compile({ $ref: '#/$defs/a50', $defs })
    for (const value of ['a', 1, null]) {
      assert.ok(!validator.accepts(value))
      assert.ok(validator.errors(value).length > 0)
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
      desciption: ['a'],
      colour: 1,
      prefixItems: [],
      properties: { a: { format: 'emial', 'x-note': 1 }, b: { $ref: '#', minLength: 1 } },
    }
    assert.deepEqual(compile(schema).mistakes, [])
    assert.deepEqual(compile(schema).warnings, [
      'unknown keyword "desciption" at the root: it is ignored, did you mean description?',
      'unknown keyword "colour" at the root: it is ignored',
      'keyword "prefixItems" at the root has no meaning in dialect draft-07: it is ignored',
      'keyword "minLength" at /properties/b stands beside $ref: draft-07 ignores it',
      'unknown format "emial" at /properties/a/format is not checked, did you mean email?',
    ])
  })
})
