import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain, toPlain, type PlainJson } from '../kernel/plain-json.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import { answerSchema } from './answer-schema.js'
import { createRequest } from './create-request.js'

function sent(schema: PlainJson): PlainJson {
  const answer = answerSchema(fromPlain(schema))
  assert.deepEqual(answer.unsent, [])
  return toPlain(answer.schema)
}

/** Keywords that are told of, rather than sent. */
function unsent(schema: PlainJson): readonly string[] {
  const { unsent: lines = [] } = answerSchema(fromPlain(schema))
  return lines.map((line) => /by (\S+ at \S+),/u.exec(line)?.[1] ?? line)
}

const object = { type: 'object' }
const needs = { required: ['a'] }
const both = { type: 'object', required: ['a'] }
const saysMore = { properties: { output: needs } }

describe('answerSchema', () => {
  const properties = { output: object }

  it('takes what /properties/output says', () => {
    const output = { type: 'object', properties: { a: { enum: ['x'] } }, required: ['a'] }
    assert.deepEqual(sent({ properties: { instruction: { type: 'string' }, output } }), output)
  })

  it('takes what always holds besides', () => {
    const places: readonly PlainJson[] = [
      { properties, allOf: [{ allOf: [saysMore] }] },
      { properties, patternProperties: { '^out': needs, '^in': { type: 'string' } } },
      { properties, allOf: [{ additionalProperties: needs }] },
      { properties, dependentSchemas: { output: saysMore } },
      { properties, $ref: '#/$defs/Sample', $defs: { Sample: saysMore } },
      { allOf: [{ unevaluatedProperties: needs }], properties },
      { ...both, unevaluatedProperties: both },
    ]
    for (const schema of places) assert.deepEqual(sent(schema), both, JSON.stringify(schema))
  })

  it('leaves what means something else beside it in a branch of its own', () => {
    const closed = { properties: { a: {} }, additionalProperties: false }
    const open = { properties: { b: {} } }
    const schema = { properties: { output: closed }, allOf: [{ properties: { output: open } }] }
    assert.deepEqual(sent(schema), { allOf: [closed, open] })
    const twice = { properties, allOf: [{ properties: { output: { type: ['object', 'null'] } } }] }
    assert.deepEqual(sent(twice), { allOf: [object, { type: ['object', 'null'] }] })
  })

  it('tells of what holds in some cases or for several members together', () => {
    const cases: readonly (readonly [string, PlainJson])[] = [
      ['if at /if', { if: { required: ['input'] }, else: saysMore }],
      ['if at /if', { if: saysMore, else: { required: ['input'] } }],
      ['anyOf at /anyOf', { anyOf: [saysMore, { required: ['input'] }] }],
      ['oneOf at /allOf/0/oneOf', { allOf: [{ oneOf: [{ allOf: [saysMore] }] }] }],
      ['not at /not', { not: { patternProperties: { put: needs } } }],
      ['not at /not', { not: { enum: [{ output: {} }] } }],
      ['dependentSchemas at /dependentSchemas', { dependentSchemas: { input: saysMore } }],
      ['enum at /enum', { enum: [{ output: {} }] }],
      ['$dynamicRef at /$dynamicRef', { $dynamicRef: '#/$defs/S', $defs: { S: saysMore } }],
    ]
    for (const [told, schema] of cases) {
      assert.deepEqual(unsent({ ...(schema as object), properties }), [told])
    }
    const rest = { allOf: [{ unevaluatedProperties: needs, anyOf: [saysMore, {}] }], properties }
    assert.deepEqual(unsent(rest), [
      'anyOf at /allOf/0/anyOf',
      'unevaluatedProperties at /allOf/0/unevaluatedProperties',
    ])
  })

  it('tells of nothing that is about other members only', () => {
    const others = { properties: { input: { type: 'string' } }, required: ['input', 'output'] }
    const schema = {
      properties: { ...properties, instruction: {} },
      if: others,
      else: others,
      anyOf: [others, { additionalProperties: true }],
      not: { required: ['other'] },
      dependentSchemas: { input: others },
      propertyNames: { maxLength: 20 },
      unevaluatedProperties: false,
    }
    assert.deepEqual(sent(schema), object)
  })

  it('has nothing beside a reference before 2019-09', () => {
    const $schema = 'http://json-schema.org/draft-07/schema#'
    const hidden = { $ref: '#/definitions/S', properties: { output: { type: 'array' } } }
    const schema = { $schema, ...hidden, definitions: { S: { properties } } }
    assert.deepEqual(sent(schema), { $schema, ...object })
  })

  it('refuses what says nothing of an answer, or is about texts', () => {
    const text = { properties: { output: { type: 'string' } } }
    for (const schema of [
      true,
      {},
      { anyOf: [saysMore] },
      { properties: { output: true } },
      text,
    ]) {
      assert.throws(() => answerSchema(fromPlain(schema)), { code: 'schema.invalid' })
    }
    const never = { properties, patternProperties: { put: false } }
    assert.throws(() => answerSchema(fromPlain(never)), /saw false/u)
  })
})

describe('references of an answer', () => {
  it('lead to definitions that go along, and no others', () => {
    const $defs = { Out: { properties: { n: { $ref: '#/$defs/N' } } }, N: { type: 'integer' } }
    const schema = { properties: { output: { $ref: '#/$defs/Out' } }, $defs: { ...$defs, X: {} } }
    assert.deepEqual(sent(schema), { $defs, $ref: '#/$defs/Out' })
    const { $defs: definitions, ...old } = schema
    const text = JSON.stringify({ ...old, definitions }).replaceAll('$defs', 'definitions')
    assert.deepEqual(sent(JSON.parse(text) as PlainJson), {
      definitions: JSON.parse(JSON.stringify($defs).replaceAll('$defs', 'definitions')) as object,
      $ref: '#/definitions/Out',
    })
  })

  it('lead there from wherever they led, by anchor and by URI', () => {
    const input = { type: 'object', properties: { z: { type: 'integer' } } }
    const answer = { $defs: { input }, $ref: '#/$defs/input' }
    const references = ['#/properties/input', 'https://x.test/s#/properties/input', 's#in', '#in']
    for (const $ref of references) {
      const properties = { output: { $ref }, input: { $anchor: 'in', ...input } }
      assert.deepEqual(sent({ $id: 'https://x.test/s', properties }), answer, $ref)
    }
  })

  it('keep two apart that have the same name', () => {
    const output = {
      properties: { p: { $ref: '#/$defs/a~1b' }, q: { $ref: '#/properties/a%2Fb' } },
    }
    const schema = { properties: { output, a_b: {} }, $defs: { 'a/b': { type: 'null' } } }
    const text = JSON.stringify(schema).replace('a%2Fb', 'a_b')
    assert.deepEqual(sent(JSON.parse(text) as PlainJson), {
      $defs: { a_b: { type: 'null' }, a_b_2: {} },
      properties: { p: { $ref: '#/$defs/a_b' }, q: { $ref: '#/$defs/a_b_2' } },
    })
  })

  it('to the sample, and of the answer to itself, stay what they are', () => {
    const whole = { properties: { output: { $ref: '#' } }, required: ['output'] }
    const sample = { properties: { output: { $ref: '#/$defs/sample' } }, required: ['output'] }
    assert.deepEqual(sent(whole), { $defs: { sample }, $ref: '#/$defs/sample' })
    const items = { $ref: '#/properties/output' }
    const tree = answerSchema(fromPlain({ properties: { output: { type: 'array', items } } }))
    const validator = compileSchema(tree.schema)
    assert.equal(validator.accepts(fromPlain([[], [[]]])), true)
    assert.equal(validator.accepts(fromPlain([[], [1]])), false)
  })

  it('that only a document can follow are told of', () => {
    const output = { $dynamicRef: '#node', $dynamicAnchor: 'node' }
    assert.deepEqual(unsent({ properties: { output } }), [
      '$dynamicRef at /properties/output/$dynamicRef',
    ])
  })

  it('to other documents are refused with the request', () => {
    const output = { $ref: 'https://json-schema.org/draft/2020-12/schema' }
    const constraint = answerSchema(fromPlain({ properties: { output } }))
    const request = () => createRequest('vllm', constraint, { model: 'm', prompt: 'p' })
    assert.throws(request, { code: 'request.unsupported' })
  })
})

describe('createRequest', () => {
  it('warns of what is not sent before what the engine does not enforce', () => {
    const schema = { properties: { output: { not: needs } }, anyOf: [saysMore] }
    const constraint = answerSchema(fromPlain(schema))
    const { warnings } = createRequest('vllm', constraint, { model: 'm', prompt: 'p' })
    assert.deepEqual(warnings, [
      'the schema of samples says more of output by anyOf at /anyOf, which is not sent: check what it answers',
      'vllm 0.32.0 does not enforce not at /not: check what it answers',
    ])
  })
})
