import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { startScaledSums, type ScaledSums } from './scaled-sums.js'

function sumsOf(values: readonly number[]): ScaledSums {
  const sums = startScaledSums()
  for (const value of values) sums.add(value)
  return sums
}

describe('startScaledSums', () => {
  it('has the digits of sums that are not scaled', () => {
    const values = fc.array(
      fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
    )
    fc.assert(
      fc.property(values, (added) => {
        const sum = added.reduce((total, value) => total + value, 0)
        const squares = added.reduce((total, value) => total + value * value, 0)
        const sums = sumsOf(added)
        assert.equal(sums.sum(), sum)
        assert.equal(sums.effectiveSize(), squares === 0 ? 0 : (sum * sum) / squares)
        if (added.length > 0) assert.equal(sums.mean(added.length), sum / added.length)
      }),
    )
  })

  it('knows how many samples count, whatever they weigh', () => {
    for (const weight of [5e-324, 1e-200, 1, 1e200, Number.MAX_VALUE]) {
      assert.equal(sumsOf([weight, weight]).effectiveSize(), 2)
      assert.equal(sumsOf([weight, 0, weight]).mean(2), weight)
    }
    assert.equal(sumsOf([5e-324, Number.MAX_VALUE]).effectiveSize(), 1)
    assert.equal(sumsOf([0, 0]).effectiveSize(), 0)
  })

  it('has the greatest number for a sum beyond it', () => {
    assert.equal(sumsOf([1e308, 1e308]).sum(), Number.MAX_VALUE)
  })

  it('goes on from what was saved', () => {
    const sums = startScaledSums(sumsOf([3, 1e200]).save().slice())
    sums.add(1e200)
    assert.equal(sums.effectiveSize(), 2)
  })
})
