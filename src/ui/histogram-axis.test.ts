import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, integer, property } from 'fast-check'
import { gridLines, placeOf, tailsOf, ticksOf, type Bin } from './histogram-axis.js'

/** Bins that adjoin at the bounds. */
function binsAt(...bounds: readonly number[]): readonly Bin[] {
  return bounds.slice(1).map((to, index) => ({ from: bounds[index] ?? 0, to, count: 1 }))
}

describe('the axis of a histogram', () => {
  it('labels bounds, and the last one at the end', () => {
    const labels = ticksOf(binsAt(0, 10, 20, 30, 500)).map(({ x, label }) => [x, label])
    assert.deepEqual(labels, [
      [0, '0'],
      [25, '10'],
      [50, '20'],
      [75, '30'],
      [100, '500'],
    ])
  })

  it('labels bars where each is of one value', () => {
    const bins = [1, 1.5].map((value) => ({ from: value, to: value, count: 2 }))
    assert.deepEqual(
      ticksOf(bins).map(({ x, label, anchor }) => [x, label, anchor]),
      [
        [25, '1', 'middle'],
        [75, '1.5', 'middle'],
      ],
    )
  })

  it('has no more labels than there is room for, none under the last', () => {
    const ticks = ticksOf(binsAt(...Array.from({ length: 41 }, (_, index) => index * 5)))
    assert.ok(ticks.length <= 9)
    assert.ok((ticks.at(-2)?.x ?? 100) < 90)
  })

  it('knows the bins at the ends that are wider', () => {
    assert.deepEqual(tailsOf(binsAt(0, 10, 20, 30)), [false, false])
    assert.deepEqual(tailsOf(binsAt(0, 10, 20, 31)), [false, true])
    assert.deepEqual(tailsOf(binsAt(-5, 10, 20, 30)), [true, false])
    assert.deepEqual(tailsOf(binsAt(0, 10, 500)), [false, false])
  })

  it('places values within their bin', () => {
    const bins = binsAt(0, 10, 20, 100)
    assert.deepEqual(
      [0, 5, 10, 60, 100, 1000].map((value) => placeOf(value, bins)),
      [0, 16.67, 33.33, 83.33, 100, 100],
    )
    assert.equal(placeOf(3, [{ from: 3, to: 3, count: 1 }]), 50)
  })

  it('draws one to four lines at round counts', () => {
    assert.deepEqual(gridLines(1), [1])
    assert.deepEqual(gridLines(3), [1, 2, 3])
    assert.deepEqual(gridLines(700), [200, 400, 600])
    check(
      property(integer({ min: 1, max: 1e12 }), (greatest) => {
        const lines = gridLines(greatest)
        assert.ok(lines.length >= 1 && lines.length <= 4, lines.join(' '))
        assert.ok(lines.every((count) => Number.isInteger(count) && count <= greatest))
      }),
    )
  })
})
