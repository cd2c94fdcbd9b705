import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { jsonNumber } from '../../kernel/json-value.js'
import { compareNumbers, isWhole, multipleTest } from './exact-number.js'

const SCALE = 40

interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

const decimal = fc.record({
  digits: fc.bigInt(-(10n ** 20n), 10n ** 20n),
  exponent: fc.integer({ min: -SCALE, max: 20 }),
})

function written({ digits, exponent }: Decimal): ReturnType<typeof jsonNumber> {
  return jsonNumber(`${digits}e${exponent}`)
}

function scaled({ digits, exponent }: Decimal): bigint {
  return digits * 10n ** BigInt(exponent + SCALE)
}

describe('exact numbers', () => {
  it('order as their decimal values do', () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const difference = scaled(left) - scaled(right)
        const expected = difference === 0n ? 0 : difference > 0n ? 1 : -1
        assert.equal(Math.sign(compareNumbers(written(left), written(right))), expected)
      }),
    )
  })

  it('know their multiples', () => {
    const positive = decimal.filter(({ digits }) => digits > 0n)
    fc.assert(
      fc.property(positive, decimal, fc.bigInt(0n, 1000n), (divisor, value, factor) => {
        const isMultiple = multipleTest(written(divisor))
        assert.equal(isMultiple(written(value)), scaled(value) % scaled(divisor) === 0n)
        assert.ok(isMultiple(written({ ...divisor, digits: divisor.digits * factor })))
      }),
    )
  })

  it('are whole without a fraction', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        assert.equal(isWhole(written(value)), scaled(value) % 10n ** BigInt(SCALE) === 0n)
      }),
    )
  })
})
