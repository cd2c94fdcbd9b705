import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { JOBS } from './killed-export.js'
import { killOften } from './kill-often.js'

/** The nightly command kills ten thousand times. */
const limits = { kills: 1000, seconds: 20 }

describe(
  'an export that is killed at any time, with its threads or without its parent',
  { concurrency: JOBS.length },
  () => {
    for (const job of JOBS) {
      it(`comes to the same end when it is gone on with: ${JSON.stringify(job)}`, async () => {
        const { kills, exports, resumed, faults } = await killOften({
          ...limits,
          seed: 1,
          job,
        })
        assert.deepEqual(faults, [])
        assert.ok(kills.process > 0 && exports > 0)
        assert.ok(resumed > 0, 'nothing was gone on with')
      })
    }
  },
)
