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
export function detach(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le')
}

/** Most bytes that a code point takes in UTF-8. */
const MAX_BYTES = 4

/** The first code points of UTF-8 from `start` up to `end`. O(most), however much there is. */
export function clipUtf8(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  most: number,
): ClippedText {
  // What a cut within a character leaves of it comes after `most` whole ones.
  const taken = Math.min(end, start + most * MAX_BYTES)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + start, taken - start)
  const { text, clipped } = clipText(buffer.toString('utf8'), most)
  return { text, clipped: clipped || taken < end }
}
