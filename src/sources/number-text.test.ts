import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, bigInt, double, float, integer, property } from 'fast-check'
import { decimalText, doubleText, floatText } from './number-text.js'

const finite = { noNaN: true, noDefaultInfinity: true }

describe('number text', () => {
  it('gives any double again, and always looks like a float', () => {
    check(
      property(double(finite), (value) => {
        assert.ok(Object.is(Number(doubleText(value)), value))
        assert.match(doubleText(value), /^-?\d+(\.\d+)?(e[+-]\d+)?$/u)
        assert.match(doubleText(value), /[.e]/u)
      }),
    )
  })

  it('gives any float again, in at most nine digits', () => {
    check(
      property(float(finite), (value) => {
        assert.ok(Object.is(Math.fround(Number(floatText(value))), value))
        const digits = floatText(value)
          .replace(/e.*$/u, '')
          .replaceAll(/\D|\.0$/gu, '')
        assert.ok(digits.replace(/^0+/u, '').replace(/0+$/u, '').length <= 9, floatText(value))
      }),
    )
  })

  it('writes floats as short as they can be', () => {
    const values = [0.1, 16777216, 1e-45, 3.4028234663852886e38, 0.30000001192092896, -0]
    assert.deepEqual(
      values.map((value) => floatText(Math.fround(value))),
      ['0.1', '16777216.0', '1e-45', '3.4028235e+38', '0.3', '-0.0'],
    )
  })

  it('writes decimals with all digits of their scale', () => {
    assert.equal(decimalText(5n, 3), '0.005')
    assert.equal(decimalText(-5n, 1), '-0.5')
    assert.equal(decimalText(12300n, 2), '123.00')
    assert.equal(decimalText(12n, 0), '12')
    assert.equal(decimalText(12n, -2), '1200')
  })

  it('loses nothing of any decimal', () => {
    check(
      property(bigInt(), integer({ min: 1, max: 50 }), (unscaled, scale) => {
        const text = decimalText(unscaled, scale)
        assert.equal(BigInt(text.replace('.', '')), unscaled)
        assert.equal(text.length - text.indexOf('.') - 1, scale)
      }),
    )
  })
})
