import { unexpected, type Cursor } from './json-cursor.js'
import { jsonNumber, type Json } from './json-value.js'

const MINUS = 0x2d
const PLUS = 0x2b
const ZERO = 0x30
const NINE = 0x39
const POINT = 0x2e

/** Any whole number of so many digits is exact, and written by JavaScript as it was read. */
const SAFE_DIGITS = 15

/** The number at the cursor, which moves behind it. */
export function readNumber(cursor: Cursor): Json {
  const { bytes } = cursor
  const start = cursor.at
  const digitsAt = peekAt(cursor, start) === MINUS ? start + 1 : start
  const at = endOfDigits(cursor, digitsAt)
  const digits = at - digitsAt
  if (digits > 1 && bytes[digitsAt] === ZERO) throw unexpected({ ...cursor, at: digitsAt + 1 })
  const isWhole = !startsFraction(peekAt(cursor, at))
  if (isWhole && digits <= SAFE_DIGITS) {
    const magnitude = wholeNumber(bytes, digitsAt, at)
    if (digitsAt === start || magnitude > 0) {
      cursor.at = at
      return digitsAt === start ? magnitude : -magnitude
    }
  }
  cursor.at = isWhole ? at : endOfFraction(cursor, at)
  return jsonNumber(bytes.latin1Slice(start, cursor.at))
}

function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] ?? ZERO) - ZERO
  return value
}

/** From the `.`, `e` or `E` at `from` to the end of the number. */
function endOfFraction(cursor: Cursor, from: number): number {
  const at = peekAt(cursor, from) === POINT ? endOfDigits(cursor, from + 1) : from
  if (!startsExponent(peekAt(cursor, at))) return at
  const sign = peekAt(cursor, at + 1)
  return endOfDigits(cursor, sign === MINUS || sign === PLUS ? at + 2 : at + 1)
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

function startsFraction(byte: number): boolean {
  return byte === POINT || startsExponent(byte)
}

function startsExponent(byte: number): boolean {
  return byte === 0x65 || byte === 0x45
}

function peekAt({ bytes, end }: Cursor, at: number): number {
  return at < end ? (bytes[at] ?? -1) : -1
}
