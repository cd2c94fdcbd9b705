import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { JsonObject } from '../../kernel/json-value.js'
import { fromPlain, toPlain, type PlainJson } from '../../kernel/plain-json.js'
import { compileSchema } from '../validate/compile-schema.js'
import type { Claim } from './claim.js'
import type { Evidence } from './evidence.js'
import { inferSchema, type InferredSchema } from './infer-schema.js'
import { addRecord, emptySketch } from './sketch.js'

function infer(
  values: readonly unknown[],
  isComplete = true,
  evidence: Partial<Evidence> = {},
): InferredSchema {
  const { shape, bounds } = emptySketch()
  for (const [index, value] of values.entries()) {
    addRecord({ shape, bounds }, fromPlain(value), index + 1)
  }
  return inferSchema(shape, { isComplete, ...evidence })
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

function order(
  claims: readonly Claim[],
  { keyword, exception }: Pick<Claim, 'keyword' | 'exception'>,
): number {
  return claims.findIndex((claim) => claim.keyword === keyword && claim.exception === exception)
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
        properties: { x: { type: 'array', items: { type: 'integer', minimum: 0 } } },
      },
    })
  })

  it('takes objects whose keys are all data as maps', () => {
    const days = times(6, (index) => ({ [`2024-01-0${1 + index}`]: 'x' }))
    assert.deepEqual(schemaOf(days), {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1, maxLength: 4 },
    })
  })

  it('claims a constant when a text is always the same', () => {
    assert.deepEqual(schemaOf(times(20, () => 'v1')), { type: 'string', const: 'v1' })
    assert.equal('const' in Object(schemaOf(times(19, () => 'v1'))), false)
  })

  it('tells what objects hold by the value of a tag', () => {
    const shapes = times(40, (index) =>
      index % 4 === 0
        ? { type: 'circle', radius: index, size: 'wide' }
        : { type: 'square', side: index, size: index },
    )
    const { oneOf, required } = schemaOf(shapes) as { oneOf: unknown; required: unknown }
    assert.deepEqual(required, ['type', 'size'])
    assert.deepEqual(oneOf, [
      {
        properties: { type: { const: 'square' }, radius: false, size: { type: 'integer' } },
        required: ['type', 'side'],
      },
      {
        properties: { type: { const: 'circle' }, side: false, size: { type: 'string' } },
        required: ['type', 'radius'],
      },
    ])
    // A variant that came four times may still be found to hold something else.
    const rare = times(40, (index) => (index < 4 ? { type: 'a', x: 1 } : { type: 'b', y: 1 }))
    assert.equal('oneOf' in Object(schemaOf(rare)), false)
  })

  it('tolerates exceptions, and names the first', () => {
    const people = times(1000, (index) => ({
      ...(index === 17 || index === 40 ? {} : { name: 'x'.repeat(1 + (index % 70)) }),
      born: index === 600 ? 'unknown' : `${1900 + (index % 100)}-01-31`,
      age: index === 7 ? 'old' : index % 90,
    }))
    const { schema, claims } = infer(people, true, { tolerance: 0.002 })
    const properties = schema.get('properties') as JsonObject
    assert.deepEqual(toPlain(schema.get('required') ?? null), ['name', 'born', 'age'])
    assert.deepEqual(toPlain(properties.get('born') ?? null), { type: 'string', format: 'date' })
    assert.deepEqual(toPlain(properties.get('age') ?? null), { type: 'integer', minimum: 0 })
    const exceptions = claims.flatMap(({ exception, keyword, support, of }) =>
      exception === undefined ? [] : [{ exception, keyword, support, of }],
    )
    assert.deepEqual(
      exceptions,
      [
        { exception: 18, keyword: 'required', support: 998, of: 1000 },
        { exception: 601, keyword: 'format', support: 999, of: 1000 },
        { exception: 8, keyword: 'type', support: 999, of: 1000 },
      ].toSorted((left, right) => order(claims, left) - order(claims, right)),
    )
    assert.deepEqual(
      infer(people, true, { tolerance: 0.001 }).claims.find(({ about }) => about === 'name'),
      undefined,
    )
  })

  it('bounds numbers, lists and keys on both sides when it is to be strict', () => {
    const rows = times(40, (index) => ({
      share: index / 80,
      percent: 51 + index / 2.5,
      count: -index,
      tags: index % 2 ? ['a', 1] : [],
    }))
    const { properties, additionalProperties } = toPlain(
      infer(rows, true, { isStrict: true }).schema,
    ) as { properties: Record<string, object>; additionalProperties: unknown }
    assert.equal(additionalProperties, false)
    assert.deepEqual(properties['share'], { type: 'number', minimum: 0, maximum: 1 })
    assert.deepEqual(properties['percent'], { type: 'number', minimum: 0, maximum: 100 })
    assert.deepEqual(properties['count'], { type: 'integer', minimum: -1000, maximum: 0 })
    assert.equal(Reflect.get(properties['tags'] ?? {}, 'maxItems'), 8)
    const once = [...rows, { share: 0, percent: 0, count: 0, tags: [], new: 1 }]
    assert.equal('additionalProperties' in infer(once, true, { isStrict: true }).schema, false)
    assert.equal(
      infer(once, true, { isStrict: true }).schema.get('additionalProperties'),
      undefined,
    )
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

  it('gives integers that are too large to be exact with few digits', () => {
    const { support } = infer([-Number.MAX_SAFE_INTEGER, 2 ** 63])
    assert.equal(support.get(''), 'in all 2; -9007199254740991 to about 9.22e+18')
  })
})
