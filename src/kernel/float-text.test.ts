import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { floatText } from './float-text.js'

describe('floatText', () => {
  const cases = { '1.0': 1, '0.0': -0, '-2.0': -2, '1.25': 1.25, '1e-7': 1e-7, '1e+21': 1e21 }
  for (const [text, value] of Object.entries(cases)) {
    it(`writes ${text}`, () => {
      assert.equal(floatText(value), text)
    })
  }

  it('is JSON for the same number, with a fraction or an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(JSON.parse(floatText(value)), value + 0)
        assert.match(floatText(value), /[.e]/u)
      }),
    )
  })
})
