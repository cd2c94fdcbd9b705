import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createKeyFilter } from './key-filter.js'

function mix(number: number, salt: number): number {
  let state = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca77)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}

/** Of 100,000 other keys, the share that a filter of three pieces takes for known. */
function shareTaken(keys: number, bitsPerKey: number): number {
  const words = Math.ceil((keys * bitsPerKey) / 32 / 3 / 8) * 8
  const filter = createKeyFilter([1, 2, 3].map(() => new Uint32Array(words).fill(0xffff_ffff)))
  for (let key = 0; key < keys; key += 1) filter.add(mix(key, 1), mix(key, 2))
  for (let key = 0; key < keys; key += 1) assert.ok(filter.mayHold(mix(key, 1), mix(key, 2)))
  let taken = 0
  for (let key = keys; key < keys + 100_000; key += 1) {
    taken += Number(filter.mayHold(mix(key, 1), mix(key, 2)))
  }
  return taken / 100_000
}

describe('createKeyFilter', () => {
  it('knows every key again, and takes few others for known', () => {
    const shares = [13, 10, 4].map((bits) => shareTaken(40_000, bits))
    const bounds = [
      [0.001, 0.007],
      [0.006, 0.016],
      [0.1, 0.4],
    ]
    for (const [index, [least = 0, most = 1]] of bounds.entries()) {
      const share = shares[index] ?? 0
      assert.ok(share > least && share < most, shares.join())
    }
  })
})
