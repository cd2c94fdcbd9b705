import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { fromPlain, toPlain, type PlainJson } from '../../kernel/plain-json.js'
import { compileSchema } from '../validate/compile-schema.js'
import { addValue } from './add-value.js'
import { inferSchema, type InferredSchema } from './infer-schema.js'
import { emptyShape } from './shape.js'

function infer(values: readonly unknown[], isComplete = true): InferredSchema {
  const shape = emptyShape()
  for (const value of values) addValue(shape, fromPlain(value))
  return inferSchema(shape, { isComplete })
}

function schemaOf(values: readonly unknown[], isComplete = true): PlainJson {
  return toPlain(infer(values, isComplete).schema)
}

function times(count: number, make: (index: number) => unknown): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** Of objects, the first of which lacks a member. */
function requiredOf(count: number, isComplete: boolean): unknown {
  const objects = times(count, (index) => ({ a: [], ...(index > 0 && { b: [] }) }))
  return (schemaOf(objects, isComplete) as { readonly required?: unknown }).required
}

const texts = times(150, (index) => 'x'.repeat(1 + index))

describe('inferSchema', () => {
  it('gives a valid schema that accepts every value it was made from', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 30 }), fc.boolean(), (values, all) => {
        const { schema } = infer(values, all)
        const { accepts } = compileSchema(schema)
        for (const value of values) assert.ok(accepts(fromPlain(value)), JSON.stringify(value))
      }),
    )
  })

  it('claims types, and nothing more of few values', () => {
    assert.deepEqual(
      schemaOf([
        { a: 'x', b: 1 },
        { a: null, b: 1.5 },
      ]),
      {
        type: 'object',
        properties: { a: { type: ['string', 'null'] }, b: { type: 'number' } },
      },
    )
  })

  it('takes numbers without a fraction as integers', () => {
    assert.deepEqual(schemaOf([1, -2]), { type: 'integer' })
  })

  it('says nothing of values that are all null, and of no values', () => {
    assert.deepEqual(schemaOf([null, null]), {})
    assert.deepEqual(schemaOf([]), {})
  })

  it('requires what all of 20 objects have when there are no others, of 100 when there are', () => {
    assert.deepEqual(
      [requiredOf(19, true), requiredOf(20, true), requiredOf(99, false), requiredOf(100, false)],
      [undefined, ['a'], undefined, ['a']],
    )
  })

  it('keeps keys in the order in which they mostly come', () => {
    const { properties } = schemaOf([
      { b: 1, a: 1 },
      { b: 1, a: 1 },
      { a: 1, b: 1 },
    ]) as {
      readonly properties: object
    }
    assert.deepEqual(Object.keys(properties), ['b', 'a'])
  })

  it('claims an enumeration when every value came back, the most frequent first', () => {
    const labels = times(200, (index) => (index % 4 === 0 ? 'no' : 'yes'))
    assert.deepEqual(schemaOf(labels, false), { type: 'string', enum: ['yes', 'no'] })
    assert.deepEqual(schemaOf([...labels, null], false), {
      type: ['string', 'null'],
      enum: ['yes', 'no', null],
    })
  })

  it('claims none when a value is rare and there are values that were not seen', () => {
    const labels = [...times(200, () => 'yes'), ...times(4, () => 'perhaps')]
    assert.equal('enum' in Object(schemaOf(labels, false)), false)
    assert.equal('enum' in Object(schemaOf([...labels, 'perhaps'], false)), true)
    assert.equal('enum' in Object(schemaOf(labels, true)), true)
  })

  it('claims none of as many different values as there are texts, nor beside other types', () => {
    assert.equal('enum' in Object(schemaOf(times(200, (index) => `v${index % 21}`))), false)
    assert.equal('enum' in Object(schemaOf(times(200, (index) => `v${index % 20}`))), true)
    assert.equal('enum' in Object(schemaOf([...times(200, () => 'a'), 1])), false)
  })

  it('claims a format that every text has', () => {
    const days = times(28, (index) => `2024-02-${String(index + 1).padStart(2, '0')}`)
    assert.deepEqual(schemaOf(days), { type: 'string', format: 'date' })
    assert.deepEqual(schemaOf([...days, 'soon']), { type: 'string', minLength: 1, maxLength: 64 })
  })

  it('leaves room above the longest text, and long texts unbounded', () => {
    assert.deepEqual(schemaOf([...texts, 'x'.repeat(256)]), {
      type: 'string',
      minLength: 1,
      maxLength: 1024,
    })
    assert.deepEqual(schemaOf([...texts, 'x'.repeat(257), '']), { type: 'string' })
  })

  it('claims that numbers are not negative, and lists not empty, when none was', () => {
    assert.deepEqual(schemaOf(times(20, (index) => index)), { type: 'integer', minimum: 0 })
    assert.deepEqual(schemaOf(times(20, (index) => index - 1)), { type: 'integer' })
    assert.deepEqual(schemaOf(times(20, () => [1, 2])), {
      type: 'array',
      items: { type: 'integer', minimum: 0 },
      minItems: 1,
    })
    assert.deepEqual(schemaOf([...times(20, () => [true]), []]), {
      type: 'array',
      items: { type: 'boolean' },
    })
  })

  it('takes objects of many keys that few share as maps', () => {
    const calls = times(40, (index) => ({ [`function_${index % 20}`]: { x: [index] } }))
    assert.deepEqual(schemaOf(calls, false), {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { x: { type: 'array', items: { type: 'integer' } } },
      },
    })
  })

  it('says what each claim rests on', () => {
    const { support } = infer([{ 'a/b': 'four' }, { 'a/b': 'sixsix', n: [3, -1] }, {}])
    assert.deepEqual(Object.fromEntries(support), {
      '': 'in all 3',
      '/properties/a~1b': 'in 2 of 3; 4 to 6 characters',
      '/properties/n': 'in 1 of 3; 2 items',
      '/properties/n/items': 'in all 2; -1 to 3',
    })
  })
})
