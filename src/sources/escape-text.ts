const QUOTE = 0x22
const BACKSLASH = 0x5c

/** A control character becomes `\u001f`, which is six times as long. */
export const LONGEST_ESCAPE = 6

/** UTF-8 in memory. */
interface TextRange {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Whether quotes come in twos, each of which stands for one. */
  readonly areQuotesDoubled?: boolean
}

/** Writes the inside of a JSON string into `out` from `at` on, and gives the position behind it. */
export type EscapeText = (text: TextRange, out: Uint8Array, at: number) => number

/**
 * Copies UTF-8 as it is, but what JSON has to escape, as `JSON.stringify` escapes it. There must be
 * room for `LONGEST_ESCAPE` times the text. Remembers the memory it had last.
 */
export function textEscaper(): EscapeText {
  let input: DataView = new DataView(new ArrayBuffer(0))
  let output = input

  return ({ bytes, start, end, areQuotesDoubled = false }, out, at) => {
    if (input.buffer !== bytes.buffer) input = new DataView(bytes.buffer)
    if (output.buffer !== out.buffer) output = new DataView(out.buffer)
    const shift = bytes.byteOffset
    const outShift = out.byteOffset
    let from = start
    let next = at
    while (from < end) {
      for (; from + 4 <= end; from += 4) {
        const word = input.getInt32(shift + from, true)
        if (hasEscape(word)) break
        output.setInt32(outShift + next, word, true)
        next += 4
      }
      const stop = Math.min(end, from + 4)
      for (; from < stop; from += 1) {
        const byte = bytes[from] ?? 0
        next = writeByte(byte, out, next)
        if (byte === QUOTE && areQuotesDoubled) from += 1
      }
    }
    return next
  }
}

function writeByte(byte: number, out: Uint8Array, at: number): number {
  const escape = escapes[byte]
  if (escape === undefined) {
    out[at] = byte
    return at + 1
  }
  for (let index = 0; index < escape.length; index += 1) out[at + index] = escape.charCodeAt(index)
  return at + escape.length
}

/** Whether one of four bytes is a control character, a quote or a backslash. */
function hasEscape(word: number): boolean {
  const quotes = word ^ 0x22222222
  const backslashes = word ^ 0x5c5c5c5c
  const isBelow = (word - 0x20202020) & ~word
  const isQuote = (quotes - 0x01010101) & ~quotes
  const isBackslash = (backslashes - 0x01010101) & ~backslashes
  return ((isBelow | isQuote | isBackslash) & 0x80808080) !== 0
}

const escapes: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === QUOTE || byte === BACKSLASH
    ? JSON.stringify(String.fromCharCode(byte)).slice(1, -1)
    : undefined,
)
