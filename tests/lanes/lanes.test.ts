import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { fuzzLanes } from './fuzz-lanes.js'

/** Rows of one run; `npm run lanes` does a million. */
const ROWS = Number(process.env['LORADEX_LANE_ROWS'] ?? 50_000)
const FIRST_SEED = Number(process.env['LORADEX_LANE_SEED'] ?? 1)

describe('byte lane', () => {
  it('agrees with the object lane byte for byte on random recipes and records', () => {
    const { rows, decided, kept, differences } = fuzzLanes({ rows: ROWS, firstSeed: FIRST_SEED })
    assert.deepEqual(differences.slice(0, 3), [])
    assert.ok(rows >= ROWS)
    // Otherwise the fuzz says little: the object lane agrees with itself.
    assert.ok(decided > kept / 4, `${decided} of ${kept} kept rows decided`)
  })
})
