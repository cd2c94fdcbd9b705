import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstWhere } from './first-where.js'

describe('firstWhere', () => {
  it('finds the border, wherever it is', () => {
    for (let border = 3; border <= 9; border += 1) {
      assert.equal(
        firstWhere(3, 9, (value) => value >= border),
        border,
      )
    }
    assert.equal(
      firstWhere(3, 9, () => true),
      3,
    )
    assert.equal(
      firstWhere(3, 9, () => false),
      9,
    )
    assert.equal(
      firstWhere(5, 5, () => true),
      5,
    )
  })
})
