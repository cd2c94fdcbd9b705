import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crashInThread } from './crash-thread.js'

/** As many as the nightly command does a hundred times over. */
const shapes = [
  { name: 'a new target', cycles: 9_500, compression: 'none', replace: false },
  { name: 'in place of an earlier export', cycles: 8_000, compression: 'none', replace: true },
  { name: 'appended', cycles: 2_000, compression: 'none', replace: false, appends: true },
  {
    name: 'without digests',
    cycles: 1_500,
    compression: 'none',
    replace: false,
    digests: 'none',
  },
  { name: 'large', cycles: 300, compression: 'none', replace: false, isLarge: true },
  {
    name: 'large, appended',
    cycles: 200,
    compression: 'none',
    replace: false,
    isLarge: true,
    appends: true,
  },
  { name: 'gzip', cycles: 700, compression: 'gzip', replace: true },
  { name: 'zstd', cycles: 400, compression: 'zstd', replace: false },
] as const

describe('an export on a disk that forgets what was not synced', { concurrency: 2 }, () => {
  for (const { name, cycles, ...shape } of shapes) {
    it(`is the same after a crash at any effect, and again in recovery: ${name}`, async () => {
      const { faults, effects, ...crashes } = await crashInThread({ cycles, seed: 1, shape })
      assert.deepEqual(faults.slice(0, 3), [])
      assert.ok(crashes.cycles >= cycles)
      // Otherwise not every effect was the place of a crash.
      assert.ok(crashes.exports > effects || cycles < 1000, `${crashes.exports} of ${effects}`)
    })
  }
})
