import { JsonNumber } from '../../kernel/json-value.js'
import { canonicalNumber } from '../../kernel/write-json.js'

export type JsonNumeric = number | JsonNumber

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`; exactly. */
export function compareNumbers(left: JsonNumeric, right: JsonNumeric): number {
  // Plain numbers stand for the shortest decimal that gives them, and those order alike.
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return compareDecimals(decimalOf(left), decimalOf(right))
}

/** Whether the number has no fraction: `1.0` and `1e400` have none. */
export function isWhole(value: JsonNumeric): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : decimalOf(value).exponent >= 0n
}

/** A test for whole multiples of `divisor`, which must be positive. Nothing is rounded. */
export function multipleTest(divisor: JsonNumeric): (value: JsonNumeric) => boolean {
  const exact = decimalOf(divisor)
  const unit = BigInt(exact.digits)
  return (value) => {
    if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) {
      return Number(value) % Number(divisor) === 0
    }
    const { digits, exponent } = decimalOf(value)
    if (digits === '0') return true
    // No digits end in zero, so ten times anything cannot divide them.
    if (exponent < exact.exponent) return false
    // The divisor has fewer factors 2 and 5 than four times its digits: more tens change nothing.
    const tens = smaller(exponent - exact.exponent, BigInt(4 * exact.digits.length))
    return (BigInt(digits) * 10n ** tens) % unit === 0n
  }
}

/** `sign` × `digits` × 10^`exponent`; the digits neither begin nor end with zero, but for zero. */
interface Decimal {
  readonly sign: -1 | 0 | 1
  readonly digits: string
  readonly exponent: bigint
}

function decimalOf(value: JsonNumeric): Decimal {
  const text = canonicalNumber(value instanceof JsonNumber ? value.text : String(value))
  const at = text.indexOf('e')
  const isNegative = text.startsWith('-')
  const digits = text.slice(isNegative ? 1 : 0, at)
  const sign = isNegative ? -1 : 1
  return { sign: digits === '0' ? 0 : sign, digits, exponent: BigInt(text.slice(at + 1)) }
}

function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.sign !== right.sign) return left.sign - right.sign
  const leftSize = BigInt(left.digits.length) + left.exponent
  const rightSize = BigInt(right.digits.length) + right.exponent
  if (leftSize !== rightSize) return leftSize > rightSize ? left.sign : -left.sign
  // Digits of fractions between 0.1 and 1 order as texts do.
  if (left.digits === right.digits) return 0
  return left.digits > right.digits ? left.sign : -left.sign
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
