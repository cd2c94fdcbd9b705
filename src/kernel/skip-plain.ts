import type { Cursor } from './json-cursor.js'

const QUOTE = 0x22
const BACKSLASH = 0x5c

const EACH_BYTE = 0x01010101
const HIGH_BITS = 0x80808080 | 0
const QUOTES = 0x22222222
const BACKSLASHES = 0x5c5c5c5c
const BLANKS = 0x20202020

/**
 * Position of the first byte from `start` on that is a quote, a backslash or a control character, or the
 * end. Looks at four bytes at a time: a byte below n borrows from its high bit when n is taken off,
 * and a byte equal to q is below 1 once it is combined with q by exclusive or.
 */
export function skipPlain(cursor: Cursor, start: number): number {
  const { bytes, view, end } = cursor
  let { seen } = cursor
  let at = start
  const lastWord = end - 4
  while (at <= lastWord) {
    const word = view.getInt32(at, true)
    const quotes = word ^ QUOTES
    const backslashes = word ^ BACKSLASHES
    const found =
      ((quotes - EACH_BYTE) & ~quotes) |
      ((backslashes - EACH_BYTE) & ~backslashes) |
      ((word - BLANKS) & ~word)
    if ((found & HIGH_BITS) !== 0) break
    seen |= word
    at += 4
  }
  while (at < end) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break
    seen |= byte
    at += 1
  }
  cursor.seen = seen
  return at
}
