import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compareValidators } from './compare-validators.js'

describe('the compiler and a simple validator', () => {
  it('say the same of 6,000 random pairs of schema and value', () => {
    const { valid, invalid, refused, differences } = compareValidators(1, 6000)
    assert.deepEqual(differences, [])
    assert.equal(valid + invalid + refused, 6000)
    assert.ok(valid > 1200 && invalid > 1200 && refused < 1000, `${valid} ${invalid} ${refused}`)
  })
})
