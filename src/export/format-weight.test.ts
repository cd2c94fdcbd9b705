import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatWeight } from './format-weight.js'

describe('formatWeight', () => {
  for (const [weight, text] of [
    [1, '1.0'],
    [0, '0.0'],
    [1.25, '1.25'],
    [57, '57.0'],
    [1e-7, '1e-7'],
    [1e21, '1e+21'],
  ] as const) {
    it(`writes ${weight} as ${text}`, () => {
      assert.equal(formatWeight(weight), text)
      assert.equal(JSON.parse(text), weight)
    })
  }
})
