import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inferenceQuality, ours } from '#tools/inference/inference-quality.mjs'
import { hasMaskbench } from '#tools/maskbench.mjs'

const skip = !hasMaskbench && 'the MaskBench data are not beside the project'

describe('strict schemas inferred from some instances of each MaskBench schema', { skip }, () => {
  for (const most of [3, 4, 8, 12]) {
    it(`accept what they saw, and judge rightly what they did not, from at most ${most}`, async () => {
      const makers = { strict: ours({ isStrict: true }) }
      const [found] = await inferenceQuality(makers, { most, every: 30 })
      assert.ok(found)
      const { schemas, seen, held, invalid } = found
      assert.ok(schemas > 300)
      assert.equal(seen, 1)
      assert.ok(held >= 0.95, `held out: ${held}`)
      assert.ok(invalid >= 0.6, `invalid: ${invalid}`)
    })
  }
})
