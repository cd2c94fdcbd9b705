import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSplitter } from './split.js'

const ratios = { train: 0.9, validation: 0.05, test: 0.05 }

function countPerSplit(keys: number): Record<string, number> {
  const split = createSplitter({ ratios })
  const counts: Record<string, number> = {}
  for (let key = 0; key < keys; key += 1) {
    const name = split(`case ${key}`)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

describe('createSplitter', () => {
  it('gives each split its share of 100,000 keys', () => {
    const counts = countPerSplit(100_000)
    assert.deepEqual(Object.keys(counts).toSorted(), ['test', 'train', 'validation'])
    for (const [name, ratio] of Object.entries(ratios)) {
      const share = (counts[name] ?? 0) / 100_000
      // Four standard deviations of a fair draw.
      const tolerance = 4 * Math.sqrt((ratio * (1 - ratio)) / 100_000)
      assert.ok(Math.abs(share - ratio) < tolerance, `${name}: ${share}`)
    }
  })

  it('follows the documented formula', () => {
    // SHA-256 of "abc" starts ba7816bf 8f01cfea: 0.7284… of the way; of "" e3b0c442: 0.8894….
    const border = 0xba7816bf8f01c / 2 ** 52
    assert.equal(createSplitter({ ratios: { low: border, high: 1 - border } })('abc'), 'high')
    const above = 0xba7816bf8f01d / 2 ** 52
    assert.equal(createSplitter({ ratios: { low: above, high: 1 - above } })('abc'), 'low')
    assert.equal(createSplitter({ ratios: { low: 0.88, high: 0.12 } })(''), 'high')
    assert.equal(createSplitter({ ratios: { low: 0.89, high: 0.11 } })(''), 'low')
  })

  it('moves no key when there are more keys, nor out of the first split when that grows', () => {
    const before = createSplitter({ ratios })
    const after = createSplitter({ ratios: { train: 0.95, validation: 0.025, test: 0.025 } })
    for (let key = 0; key < 2000; key += 1) {
      const name = before(`§ ${key}`)
      assert.equal(before(`§ ${key}`), name)
      if (name === 'train') assert.equal(after(`§ ${key}`), 'train')
    }
  })

  it('gives a split without a share nothing, and the last with a share what rounding leaves', () => {
    const split = createSplitter({ ratios: { none: 0, most: 1e-9, rest: 1e-9, empty: 0 } })
    for (let key = 0; key < 100; key += 1) assert.equal(split(String(key)), 'rest')
  })

  it('puts everything into the only split', () => {
    const split = createSplitter({ ratios: { train: 1 } })
    for (const key of ['', 'a', '📜']) assert.equal(split(key), 'train')
  })
})
