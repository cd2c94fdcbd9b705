/** The start of a text, for people. */
export interface ClippedText {
  readonly text: string
  /** The text goes on. */
  readonly clipped: boolean
}

/** The first code points of a text, in memory of their own. O(most). */
export function clipText(text: string, most: number): ClippedText {
  if (text.length <= most) return { text, clipped: false }
  let end = 0
  for (let left = most; left > 0 && end < text.length; left -= 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return end < text.length
    ? { text: detach(text.slice(0, end)), clipped: true }
    : { text, clipped: false }
}

/** A slice keeps the whole text it was cut from in memory; a copy does not. */
function detach(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le')
}

export interface ByteSpan {
  readonly start: number
  readonly end: number
}

/** Where the first code points of UTF-8 end. O(most), however much there is. */
export function clipUtf8(bytes: Uint8Array, { start, end }: ByteSpan, most: number): number {
  let at = start
  for (let left = most; at < end; at += 1) {
    // All bytes of a code point but the first are 10xxxxxx.
    const isFirst = ((bytes[at] ?? 0) & 0xc0) !== 0x80
    if (!isFirst) continue
    if (left === 0) return at
    left -= 1
  }
  return end
}
