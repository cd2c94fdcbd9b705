import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from '../validate/compile-schema.js'
import type { OutputUnit } from './output-unit.js'
import { standardOutput } from './standard-output.js'

/** The example of JSON Schema 2020-12, section 12.4. */
const polygon = {
  $id: 'https://example.com/polygon',
  $defs: {
    point: {
      type: 'object',
      properties: { x: { type: 'number' }, y: { type: 'number' } },
      additionalProperties: false,
      required: ['x', 'y'],
    },
  },
  type: 'array',
  items: { $ref: '#/$defs/point' },
  minItems: 3,
}
const points = [
  { x: 2.5, y: 1.3 },
  { x: 1, z: 6.7 },
]

function errorsOf(schema: unknown, value: unknown) {
  return compileSchema(fromPlain(schema)).errors(fromPlain(value))
}

function leaves(unit: OutputUnit): readonly string[] {
  const own = unit.error === undefined ? [] : [`${unit.keywordLocation} ${unit.instanceLocation}`]
  return [...own, ...(unit.errors ?? []).flatMap(leaves)]
}

describe('standardOutput', () => {
  it('says whether a value is valid, as flag', () => {
    assert.deepEqual(standardOutput([], 'flag'), { valid: true })
    assert.deepEqual(standardOutput(errorsOf(polygon, points), 'flag'), { valid: false })
  })

  it('lists errors, as basic, as the specification does', () => {
    const output = standardOutput(errorsOf(polygon, points), 'basic')
    assert.ok('errors' in output && output.errors)
    assert.deepEqual(
      output.errors.map((unit) => [unit.keywordLocation, unit.instanceLocation]),
      [
        ['/minItems', ''],
        ['/items/$ref/required', '/1'],
        ['/items/$ref/additionalProperties', '/1/z'],
      ],
    )
    assert.equal(output.errors[1]?.absoluteKeywordLocation, '#/$defs/point/required')
    assert.equal(output.errors[1].error, 'Missing required field: [1].y')
  })

  it('nests errors below what they have in common, as detailed', () => {
    const output = standardOutput(errorsOf(polygon, points), 'detailed') as OutputUnit
    assert.deepEqual(
      output.errors?.map((unit) => [
        unit.keywordLocation,
        unit.instanceLocation,
        unit.errors?.length ?? 0,
      ]),
      [
        ['/minItems', '', 0],
        ['/items/$ref', '/1', 2],
      ],
    )
  })

  it('keeps errors of several items, and several of one keyword, apart', () => {
    const values = [{ a: 1 }, {}, {}]
    const schema = { items: { required: ['a', 'b'] } }
    const output = standardOutput(errorsOf(schema, values), 'detailed') as OutputUnit
    assert.deepEqual(leaves(output), [
      '/items/required /0',
      '/items/required /1',
      '/items/required /1',
      '/items/required /2',
      '/items/required /2',
    ])
  })

  it('follows dynamic references and schemas that are false', () => {
    const schema = {
      $id: 'https://example.com/tree',
      $dynamicAnchor: 'node',
      properties: { children: { items: { $dynamicRef: '#node' } }, no: false },
    }
    const [error] = errorsOf(schema, { children: [{ no: 1 }] })
    assert.equal(error?.keywordLocation, '/properties/children/items/$dynamicRef/properties/no')
    assert.equal(error.instancePointer, '/children/0/no')
  })

  it('nests what is wrong with a branch below the branches', () => {
    const schema = { anyOf: [{ required: ['a', 'b'] }, { type: 'null' }] }
    const output = standardOutput(errorsOf(schema, {}), 'detailed') as OutputUnit
    const [branches] = output.errors ?? []
    assert.equal(branches?.keywordLocation, '/anyOf')
    assert.ok(branches.error)
    assert.deepEqual(branches.errors?.flatMap(leaves), ['/anyOf/0/required ', '/anyOf/0/required '])
  })

  it('loses no error on the way from basic to detailed', () => {
    const schema = {
      properties: {
        a: { anyOf: [{ type: 'integer', minimum: 3 }, { $ref: '#/$defs/b' }] },
        l: { items: { allOf: [{ minLength: 3 }, { pattern: '^x' }, { $ref: '#/$defs/b' }] } },
      },
      required: ['a', 'l', 'z'],
      $defs: { b: { type: 'string', maxLength: 1 } },
    }
    const scalar = fc.constantFrom<unknown>(1, 5, 'x', 'yy', 'xyz', null)
    const value = fc.record(
      { a: scalar, l: fc.array(scalar, { maxLength: 4 }) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(value, (candidate) => {
        const errors = errorsOf(schema, candidate)
        const detailed = standardOutput(errors, 'detailed') as OutputUnit
        const expected = errors.map((one) => `${one.keywordLocation} ${one.instancePointer}`)
        assert.deepEqual(leaves(detailed).toSorted(), expected.toSorted())
      }),
    )
  })
})
