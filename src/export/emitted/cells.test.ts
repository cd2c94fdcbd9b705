import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { addCells, countLengths, lengthCounts, lengthError } from './length-cells.js'
import { quantile, type ValueCounts } from './value-counts.js'
import { countWeights, type WeightCells } from './weight-cells.js'

const LONGEST = 64 * 1024 * 1024
const lengths = fc.array(fc.oneof(fc.nat(20_000), fc.nat(LONGEST)), { minLength: 1 })

function cellsOf(values: readonly number[]): Float64Array {
  const counted = countLengths()
  for (const value of values) counted.add(value)
  return counted.cells()
}

function weighed(values: readonly number[]): WeightCells {
  const cells = countWeights()
  for (const value of values) cells.add(value)
  return cells
}

function rangeOf(values: readonly number[]) {
  return { min: Math.min(...values), max: Math.max(...values) }
}

function isNear(counted: ValueCounts, values: readonly number[]): void {
  const ascending = values.toSorted((left, right) => left - right)
  for (const percent of [1, 25, 50, 75, 99]) {
    const exact = ascending[Math.ceil((percent * values.length) / 100) - 1] ?? 0
    const estimate = quantile(counted, percent)
    assert.ok(Math.abs(estimate - exact) <= exact * 0.01, `p${percent}: ${estimate}, not ${exact}`)
  }
}

describe('countLengths', () => {
  it('counts lengths below 16,384 apart', () => {
    const values = [0, 1, 1, 16_382, 16_383]
    assert.deepEqual(lengthCounts(cellsOf(values), rangeOf(values)), {
      values: [0, 1, 16_382, 16_383],
      counts: [1, 2, 1, 1],
      total: 5,
    })
    assert.equal(lengthError(16_383), 0)
    assert.equal(lengthError(16_384), 0.01)
  })

  it('knows longer ones to one per cent', () => {
    fc.assert(
      fc.property(lengths, (values) =>
        isNear(lengthCounts(cellsOf(values), rangeOf(values)), values),
      ),
    )
  })

  it('names no length beyond the shortest and the longest', () => {
    const values = [40_000, 40_001]
    assert.deepEqual(lengthCounts(cellsOf(values), rangeOf(values)).values, [40_001])
  })

  it('takes bounded memory for records of any size', () => {
    assert.ok(cellsOf([2 ** 32 - 1]).length * 8 < 300_000)
  })

  it('adds up', () => {
    fc.assert(
      fc.property(lengths, lengths, (left, right) => {
        const sum = lengthCounts(addCells(cellsOf(left), cellsOf(right)), { min: 0, max: LONGEST })
        const whole = lengthCounts(cellsOf([...left, ...right]), { min: 0, max: LONGEST })
        assert.deepEqual(sum, whole)
      }),
    )
  })
})

describe('countWeights', () => {
  it('counts 4,096 different weights apart', () => {
    const values = Array.from({ length: 4096 }, (_, index) => index / 7)
    const weights = weighed([...values, ...values])
    assert.equal(weights.relativeError(), 0)
    assert.deepEqual(weights.counts(rangeOf(values)), {
      values,
      counts: values.map(() => 2),
      total: 8192,
    })
  })

  it('knows more than these to one per cent, from 1e-300 to 1e300, and 0', () => {
    const weight = fc.oneof(
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.double({ min: 0.5, max: 1.5, noNaN: true }),
      fc.constant(0),
    )
    const many = Array.from({ length: 4097 }, (_, index) => 1 + index / 4096)
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1 }), (values) => {
        const all = [...many, ...Array.from({ length: 50 }, () => values).flat()]
        const weights = weighed(all)
        assert.equal(weights.relativeError(), 0.01)
        isNear(weights.counts(rangeOf(all)), all)
      }),
      { numRuns: 20 },
    )
  })

  it('saves the same in whatever order they came, also where it goes on with what was saved', () => {
    const values = Array.from({ length: 3000 }, (_, index) => index / 7)
    const [early, late] = [values.slice(0, 1500), values.slice(1500)]
    const resumed = countWeights(weighed(late).save())
    for (const value of early) resumed.add(value)
    const whole = weighed(values).save()
    assert.deepEqual(weighed(values.toReversed()).save(), whole)
    assert.deepEqual(resumed.save(), whole)
  })

  it('counts runs of one weight and no weights at all', () => {
    assert.equal(weighed([]).counts({ min: 0, max: 0 }).total, 0)
    assert.deepEqual(weighed([0, -0]).counts({ min: 0, max: 0 }).counts, [2])
    assert.deepEqual(weighed([1, 1, 2, 1]).counts({ min: 1, max: 2 }), {
      values: [1, 2],
      counts: [3, 1],
      total: 4,
    })
  })
})
