import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalNumber } from './write-json.js'

describe('canonicalNumber', () => {
  for (const [text, canonical] of [
    ['0', '0e0'],
    ['-0.00e7', '0e0'],
    ['10e-1', '1e0'],
    ['-1.50', '-15e-1'],
    ['1e+400', '1e400'],
    ['100100', '1001e2'],
  ] as const) {
    it(`makes ${canonical} of ${text}`, () => assert.equal(canonicalNumber(text), canonical))
  }

  it('takes time in proportion to the length, whatever zeros stand within', () => {
    const zeros = '0'.repeat(100_000)
    const start = performance.now()
    assert.equal(canonicalNumber(`1${zeros}1${zeros}`), `1${zeros}1e100000`)
    assert.ok(performance.now() - start < 5000)
  })
})
