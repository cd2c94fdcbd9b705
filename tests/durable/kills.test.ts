import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { killOften } from './kill-often.js'

/** The nightly command kills ten thousand times. */
const limits = { kills: 1000, seconds: 20 }

describe('an export that is killed at any time, with its threads or without its parent', () => {
  for (const compression of ['none', 'zstd']) {
    it(`comes to the same end when it is gone on with: ${compression}`, async () => {
      const { kills, exports, resumed, faults } = await killOften({
        ...limits,
        seed: 1,
        compression,
      })
      assert.deepEqual(faults, [])
      assert.ok(kills.process > 0 && exports > 0)
      assert.ok(resumed > 0, 'nothing was gone on with')
    })
  }
})
