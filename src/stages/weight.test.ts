import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { JsonNumber, type Json, type JsonObject } from '../kernel/json-value.js'
import { createWeigher, type Weigher } from './weight.js'

const referenceTimeMs = Date.UTC(2024, 10, 21)

function recordOf(members: Readonly<Record<string, Json>>): JsonObject {
  return new Map(Object.entries(members))
}

function weigherOf(options: Partial<Parameters<typeof createWeigher>[0]> = {}): Weigher {
  return createWeigher({
    explicit: (record) => record.get('importance'),
    defaultWeight: 1,
    ...options,
  })
}

const freshness = {
  timestamp: (record: JsonObject) => record.get('created_at'),
  halfLifeDays: 90,
  referenceTimeMs,
}

describe('createWeigher', () => {
  it('takes explicit weights as they are, above 1 too', () => {
    for (const [given, weight] of [
      [1.2, 1.2],
      [57, 57],
      [0, 0],
      [new JsonNumber('1.50'), 1.5],
    ] as const) {
      assert.deepEqual(weigherOf()(recordOf({ importance: given }), 10), { weight })
    }
  })

  it('takes the default for records without a weight', () => {
    const weigh = weigherOf({ defaultWeight: 0.25 })
    assert.deepEqual(weigh(recordOf({}), 10), { weight: 0.25 })
    assert.deepEqual(weigh(recordOf({ importance: null }), 10), { weight: 0.25 })
    assert.deepEqual(createWeigher({ defaultWeight: 2 })(recordOf({}), 10), { weight: 2 })
  })

  const bad = {
    '-0.1': -0.1,
    '1e400': new JsonNumber('1e400'),
    '-1.0': new JsonNumber('-1.0'),
    'string "1,5"': '1,5',
    'string "-1.5"': '-1.5',
    'string " 1"': ' 1',
    'string ""': '',
    boolean: true,
    array: [1],
    object: new Map(),
    [`string "${'9'.repeat(40)}"…`]: '9'.repeat(41),
  }
  for (const [observed, given] of Object.entries(bad)) {
    it(`drops a record that weighs ${observed}`, () => {
      assert.deepEqual(weigherOf()(recordOf({ importance: given }), 10), {
        drop: {
          code: 'bad-weight',
          rule: 'weighting.weight_field',
          observed,
          allowed: 'a finite number >= 0',
        },
      })
    })
  }

  it('adds up to half for length, from 1,000 code points on', () => {
    const weigh = weigherOf({ byLength: true })
    for (const [length, weight] of [
      [0, 1],
      [500, 1.25],
      [999, 1.4995],
      [1000, 1.5],
      [8000, 1.5],
    ] as const) {
      assert.deepEqual(weigh(recordOf({}), length), { weight })
    }
  })

  it('halves with every half life of age', () => {
    const weigh = weigherOf({ freshness })
    for (const [created, weight] of [
      ['2024-11-21', 1],
      ['2024-08-23', 0.5],
      ['2024-05-25T00:00:00Z', 0.25],
      ['2025-02-19', 2],
    ] as const) {
      assert.deepEqual(weigh(recordOf({ created_at: created }), 10), { weight })
    }
    const instant = referenceTimeMs / 1000 - 90 * 86_400
    assert.deepEqual(weigh(recordOf({ created_at: instant }), 10), { weight: 0.5 })
  })

  it('leaves records without a timestamp as they are', () => {
    const weigh = weigherOf({ freshness })
    assert.deepEqual(weigh(recordOf({}), 10), { weight: 1 })
    assert.deepEqual(weigh(recordOf({ created_at: null }), 10), { weight: 1 })
  })

  it('drops a record whose timestamp cannot be read', () => {
    assert.deepEqual(weigherOf({ freshness })(recordOf({ created_at: 'last year' }), 10), {
      drop: {
        code: 'bad-timestamp',
        rule: 'weighting.timestamp_field',
        observed: 'string "last year"',
        allowed: 'ISO 8601 text, or seconds or milliseconds since 1970',
      },
    })
  })

  it('multiplies all three', () => {
    const weigh = weigherOf({ byLength: true, freshness })
    const record = recordOf({ importance: 3, created_at: '2024-08-23' })
    assert.deepEqual(weigh(record, 500), { weight: 3 * 1.25 * 0.5 })
  })

  it('drops a record whose product is too large for a number', () => {
    const weigh = weigherOf({ byLength: true })
    assert.deepEqual(weigh(recordOf({ importance: 1.5e308 }), 1000), {
      drop: {
        code: 'bad-weight',
        rule: 'weighting',
        observed: 'Infinity',
        allowed: 'a finite product of factors',
      },
    })
  })

  it('clamps last, and only when told to', () => {
    const weigh = weigherOf({ minWeight: 0.5, maxWeight: 2 })
    for (const [importance, weight] of [
      [0.4, 0.5],
      [0.5, 0.5],
      [1, 1],
      [2, 2],
      [2.1, 2],
    ] as const) {
      assert.deepEqual(weigh(recordOf({ importance }), 10), { weight })
    }
  })
})
