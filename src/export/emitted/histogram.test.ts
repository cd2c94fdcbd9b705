import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { binsFor, histogramOf } from './histogram.js'
import { quantile, type ValueCounts } from './value-counts.js'

function countedFrom(values: readonly number[]): ValueCounts {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ascending = Array.from(counts).toSorted(([left], [right]) => left - right)
  return {
    values: ascending.map(([value]) => value),
    counts: ascending.map(([, count]) => count),
    total: values.length,
  }
}

function numbersTo(end: number): readonly number[] {
  return Array.from({ length: end }, (_, index) => index)
}

const values = fc.oneof(
  fc.array(fc.nat(20_000), { minLength: 1, maxLength: 300 }),
  fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.double({ min: 1, max: 1.001, noNaN: true }), { minLength: 1, maxLength: 300 }),
)

describe('binsFor', () => {
  it('gives each of 12 values a bin of its own, and 13 bins that adjoin', () => {
    const few = binsFor(countedFrom(numbersTo(12)), { whole: true, exact: true })
    assert.deepEqual(few[11], { from: 11, to: 11 })
    const more = binsFor(countedFrom(numbersTo(13)), { whole: true, exact: true })
    assert.deepEqual(more.at(-1), { from: 12, to: 13 })
    assert.equal(more.length, 13)
  })

  it('has bounds that are short numbers', () => {
    const tenths = numbersTo(31).map((value) => value / 100)
    const bins = binsFor(countedFrom(tenths), { whole: false, exact: true })
    assert.deepEqual(bins.slice(2, 5), [
      { from: 0.02, to: 0.03 },
      { from: 0.03, to: 0.04 },
      { from: 0.04, to: 0.05 },
    ])
  })

  it('takes the middle of the values for its measure, and a long tail as one bin', () => {
    const counted = countedFrom([...numbersTo(1000), 64_000_000])
    const bins = binsFor(counted, { whole: true, exact: true })
    assert.deepEqual(bins.at(-2), { from: 950, to: 1000 })
    assert.deepEqual(bins.at(-1), { from: 1000, to: 64_000_000 })
  })

  it('measures by all values where the middle is one', () => {
    const counted = countedFrom([...Array<number>(10_000).fill(1), ...numbersTo(20)])
    assert.equal(binsFor(counted, { whole: true, exact: true }).length, 20)
  })

  it('has one bin for values that are next to nothing', () => {
    for (const value of [0, 5e-324, 1e-310]) {
      const bins = binsFor(countedFrom([0, value]), { whole: false, exact: false })
      assert.deepEqual(bins, [{ from: 0, to: 1e-300 }])
    }
  })

  it('makes no bins for no values', () => {
    assert.deepEqual(binsFor(countedFrom([]), { whole: true, exact: false }), [])
  })

  it('adjoins without gaps in at most 40 bins, all values in one of them', () => {
    fc.assert(
      fc.property(values, fc.boolean(), (all, exact) => {
        const counted = countedFrom(all)
        const whole = all.every((value) => Number.isInteger(value))
        const bins = histogramOf(counted, binsFor(counted, { whole, exact }))
        assert.ok(bins.length > 0 && bins.length <= 40)
        for (const [index, { from, to }] of bins.entries()) {
          const next = bins[index + 1]
          assert.ok(next === undefined || (from === to ? to < next.from : to === next.from))
        }
        const sum = bins.reduce((total, { count }) => total + count, 0)
        assert.equal(sum, all.length)
        assert.ok((bins[0]?.from ?? 1) <= Math.min(...all))
        assert.ok((bins.at(-1)?.to ?? 0) >= Math.max(...all))
      }),
    )
  })
})

describe('histogramOf', () => {
  it('counts a value on a bound into the upper bin, and the greatest into the last', () => {
    const bins = [
      { from: 0, to: 10 },
      { from: 10, to: 20 },
    ]
    assert.deepEqual(
      histogramOf(countedFrom([9, 10, 19, 20]), bins).map(({ count }) => count),
      [1, 3],
    )
  })
})

describe('quantile', () => {
  it('is the value that stands at its rank', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 99 }), (all, percent) => {
        const ascending = all.toSorted((left, right) => left - right)
        const rank = Math.ceil((percent * all.length) / 100)
        assert.equal(quantile(countedFrom(all), percent), ascending[rank - 1])
      }),
    )
  })
})
