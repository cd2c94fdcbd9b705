import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { CategoryField } from '../../records/categories.js'
import type { CategorySource } from './category-source.js'
import { codeCategories } from './code-categories.js'
import { countCategories } from './count-categories.js'

const field = 'tags'
const sources: readonly CategorySource[] = [
  { field, from: 'metadata', read: (_record, metadata) => metadata?.get(field) },
  { field: 'key', from: 'split', read: (record) => record.get('key') },
]

function objectOf(text: string): JsonObject {
  const value = parseJsonText(text)
  assert.ok(isJsonObject(value))
  return value
}

/** Each part in batches of two samples; samples that are `false` are dropped. */
function report(
  parts: readonly (readonly (Json | undefined)[])[],
  isKept: (value: Json | undefined) => boolean = () => true,
): readonly CategoryField[] {
  const counts = countCategories(sources)
  for (const values of parts) {
    const coder = codeCategories(sources)
    for (let from = 0; from < values.length; from += 2) {
      const batch = values.slice(from, from + 2)
      coder.startBatch()
      const numbers = new Uint32Array(batch.length * sources.length)
      for (const [index, value] of batch.entries()) {
        const metadata = value === undefined ? undefined : new Map([[field, value]])
        coder.write({ record: new Map(), metadata }, numbers, index * sources.length)
      }
      const column = coder.columnOf(numbers)
      counts.start(column)
      const kept = [...batch.keys()].filter((index) => isKept(batch[index]))
      counts.add(column, Uint32Array.from(kept))
    }
  }
  return counts.report()
}

describe('countCategories', () => {
  it('counts values of all types through batches and parts, the most frequent first', () => {
    const found = report([
      ['law', 'law', 7],
      ['law', true, null, undefined, 7],
    ])
    assert.deepEqual(found, [
      {
        field: 'tags',
        from: 'metadata',
        samples: 7,
        uncounted: 0,
        values: [
          { value: 'law', count: 3 },
          { value: 7, count: 2 },
          { value: null, count: 1 },
          { value: true, count: 1 },
        ],
        other: 0,
        distinct: 4,
        exact: true,
      },
    ])
  })

  it('counts a sample once for each value of its list', () => {
    const [tags] = report([[['a', 'b', 'a'], ['b'], []]])
    assert.equal(tags?.samples, 3)
    assert.deepEqual(tags.values, [
      { value: 'b', count: 2 },
      { value: 'a', count: 1 },
    ])
  })

  it('does not count what groups no samples', () => {
    const { tags = null } = Object.fromEntries(objectOf(`{"tags":[[{}],1.5,12345678901234567890]}`))
    const nested = objectOf('{"a":1}')
    const many = Array.from({ length: 65 }, (_, index) => index)
    const [found] = report([['x'.repeat(101), nested, many, tags, 'x'.repeat(100)]])
    assert.deepEqual(
      [found?.samples, found?.uncounted, found?.distinct, found?.values.length],
      [1, 4, 1, 1],
    )
  })

  it('takes spellings of a number for one value, and numbers and texts for two', () => {
    const spelled = objectOf('{"a":1.0,"b":1,"c":"1"}')
    const [found] = report([[...spelled.values()]])
    assert.deepEqual(found?.values, [
      { value: 1, count: 2 },
      { value: '1', count: 1 },
    ])
  })

  it('counts emitted samples only', () => {
    const [found] = report([['kept', 'dropped', 'kept']], (value) => value === 'kept')
    assert.deepEqual([found?.samples, found?.distinct, found?.values.length], [2, 1, 1])
  })

  it('shows 20 values and sums up the others', () => {
    const values = Array.from({ length: 25 }, (_, index) => String.fromCharCode(97 + index))
    const [found] = report([[...values, 'y']])
    assert.deepEqual([found?.values.length, found?.other, found?.distinct], [20, 5, 25])
    assert.deepEqual(found?.values.slice(0, 2), [
      { value: 'y', count: 2 },
      { value: 'a', count: 1 },
    ])
  })

  it('gives a field of more than 10,000 values up, in one part or several', () => {
    const numbers = Array.from({ length: 10_001 }, (_, index) => index)
    const [exact] = report([numbers.slice(1), numbers.slice(1)])
    assert.deepEqual([exact?.distinct, exact?.exact, exact?.other], [10_000, true, 19_960])
    const givenUp = {
      field,
      from: 'metadata',
      samples: 10_001,
      uncounted: 0,
      values: [],
      other: 0,
      distinct: 10_000,
      exact: false,
    }
    assert.deepEqual(report([numbers]), [givenUp])
    assert.deepEqual(report([numbers.slice(0, 5000), numbers.slice(5000)]), [givenUp])
  })

  it('leaves out a field that no sample has', () => {
    assert.deepEqual(report([[undefined]]), [])
  })

  it('counts the key of the split', () => {
    const counts = countCategories(sources)
    const coder = codeCategories(sources)
    coder.startBatch()
    const numbers = new Uint32Array(sources.length)
    coder.write({ record: new Map([['key', 'k']]), metadata: undefined }, numbers, 0)
    const column = coder.columnOf(numbers)
    counts.start(column)
    counts.add(column, Uint32Array.of(0))
    assert.deepEqual(counts.report()[0]?.values, [{ value: 'k', count: 1 }])
  })
})
