import { unexpected, type Cursor } from './json-cursor.js'
import { jsonNumber, type Json } from './json-value.js'

const MINUS = 0x2d
const PLUS = 0x2b
const ZERO = 0x30
const NINE = 0x39
const POINT = 0x2e

/** Any so many digits are exact, and written by JavaScript as they were read. */
const SAFE_DIGITS = 15

/** The number at the cursor, which moves behind it. */
export function readNumber(cursor: Cursor): Json {
  const { bytes } = cursor
  const start = cursor.at
  const digitsAt = peekAt(cursor, start) === MINUS ? start + 1 : start
  const wholeEnd = endOfDigits(cursor, digitsAt)
  if (wholeEnd - digitsAt > 1 && bytes[digitsAt] === ZERO) {
    throw unexpected({ ...cursor, at: digitsAt + 1 })
  }
  const hasFraction = peekAt(cursor, wholeEnd) === POINT
  const fractionEnd = hasFraction ? endOfDigits(cursor, wholeEnd + 1) : wholeEnd
  const at = endOfExponent(cursor, fractionEnd)
  cursor.at = at
  if (at === fractionEnd && at - digitsAt <= SAFE_DIGITS) {
    const value = shortNumber(bytes, { digitsAt, wholeEnd, fractionEnd })
    if (value !== undefined && digitsAt === start) return value
    if (value !== undefined && value !== 0) return -value
  }
  return jsonNumber(bytes.latin1Slice(start, at))
}

interface Digits {
  readonly digitsAt: number
  readonly wholeEnd: number
  readonly fractionEnd: number
}

const powersOfTen: readonly number[] = Array.from({ length: SAFE_DIGITS + 1 }, (_, n) => 10 ** n)

/**
 * The value of so few digits that both they and the power of ten below them are exact, which makes
 * the quotient the nearest number. Nothing for a spelling that JavaScript would not choose: zeros at
 * the end of a fraction and fractions below 1e-6.
 */
function shortNumber(bytes: Uint8Array, digits: Digits): number | undefined {
  const { digitsAt, wholeEnd, fractionEnd } = digits
  const whole = wholeNumber(bytes, digitsAt, wholeEnd)
  if (fractionEnd === wholeEnd) return whole
  const places = fractionEnd - wholeEnd - 1
  const fraction = wholeNumber(bytes, wholeEnd + 1, fractionEnd)
  const scale = powersOfTen[places] ?? Infinity
  if (bytes[fractionEnd - 1] === ZERO || (whole === 0 && fraction * 1e6 < scale)) return undefined
  return (whole * scale + fraction) / scale
}

function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] ?? ZERO) - ZERO
  return value
}

/** Behind the exponent at `from`, if there is one. */
function endOfExponent(cursor: Cursor, from: number): number {
  const byte = peekAt(cursor, from)
  if (byte !== 0x65 && byte !== 0x45) return from
  const sign = peekAt(cursor, from + 1)
  return endOfDigits(cursor, sign === MINUS || sign === PLUS ? from + 2 : from + 1)
}

/** The end of the digits at `from`; there must be one at least. */
function endOfDigits(cursor: Cursor, from: number): number {
  let at = from
  for (;;) {
    const byte = peekAt(cursor, at)
    if (byte < ZERO || byte > NINE) break
    at += 1
  }
  if (at === from) throw unexpected({ ...cursor, at })
  return at
}

function peekAt({ bytes, end }: Cursor, at: number): number {
  return at < end ? (bytes[at] ?? -1) : -1
}
