import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { evenSample, type EvenSample } from './even-sample.js'

function sampleOf(
  sizes: readonly number[],
  most: number,
  mostBytes = Infinity,
): EvenSample<number> {
  const sample = evenSample<number>({ most, mostBytes })
  for (const [index, bytes] of sizes.entries())
    if (sample.wants(index)) sample.add(index, bytes, index)
  return sample
}

describe('evenSample', () => {
  it('keeps everything up to the limit, and every second beyond it', () => {
    assert.deepEqual(sampleOf([1, 1, 1, 1], 4).items(), [0, 1, 2, 3])
    assert.deepEqual(sampleOf([1, 1, 1, 1, 1], 4).items(), [0, 2, 4])
    assert.equal(sampleOf([1, 1, 1, 1], 4).stride(), 1)
    assert.equal(sampleOf([1, 1, 1, 1, 1], 4).stride(), 2)
  })

  it('keeps the first, and items that are as far apart as each other, all over the stream', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 100 }), (count, most) => {
        const sample = sampleOf(
          Array.from({ length: count }, () => 1),
          most,
        )
        const items = sample.items()
        const expected = Array.from(
          { length: Math.ceil(count / sample.stride()) },
          (_, n) => n * sample.stride(),
        )
        assert.deepEqual(items, expected)
        assert.ok(items.length <= most && (items.length >= most / 2 || items.length === count))
      }),
    )
  })

  it('keeps within the bytes, but no fewer than sixteen however large they are', () => {
    const sizes = Array.from({ length: 1000 }, () => 10)
    assert.ok(sampleOf(sizes, 1000, 1000).items().length <= 100)
    const large = sampleOf(sizes, 1000, 1).items().length
    assert.ok(large <= 16 && large > 8, String(large))
  })
})
