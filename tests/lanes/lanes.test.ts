import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { fuzzLanes } from './fuzz-lanes.js'
import { pastSeeds } from './past-seeds.data.js'

/** Rows of one run; `node tools/lanes.mjs` does a million. */
const ROWS = Number(process.env['LORADEX_LANE_ROWS'] ?? 50_000)
const FIRST_SEED = Number(process.env['LORADEX_LANE_SEED'] ?? 1)

describe('byte lane', () => {
  it('agrees with the object lane byte for byte on random recipes and records', () => {
    const fuzz = fuzzLanes({ rows: ROWS, firstSeed: FIRST_SEED })
    const { rows, decided, kept, dropped, knownDrops, differences } = fuzz
    assert.deepEqual(differences.slice(0, 3), [])
    assert.ok(rows >= ROWS)
    // Otherwise the fuzz says little: the object lane agrees with itself.
    assert.ok(decided > kept / 3, `${decided} of ${kept} kept rows decided`)
    assert.ok(knownDrops > dropped / 5, `${knownDrops} of ${dropped} dropped rows known`)
  })

  for (const [seed, fault, forms] of pastSeeds) {
    it(`agrees where once ${fault} (seed ${seed})`, () => {
      assert.deepEqual(fuzzLanes({ rows: 400, firstSeed: seed, forms }).differences, [])
    })
  }
})
