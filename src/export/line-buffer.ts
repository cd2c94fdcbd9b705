/** Lines of text as the UTF-8 bytes that will be written. */
export interface LineBuffer {
  /** Appends the text and a line end; gives the position behind it. */
  append(text: string): number
  /** What was appended, in memory of its own. */
  take(): Uint8Array<ArrayBuffer>
}

const LINE_FEED = 0x0a
/** Most bytes that one UTF-16 code unit takes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3

export function createLineBuffer(expectedBytes: number): LineBuffer {
  let bytes = Buffer.allocUnsafeSlow(expectedBytes)
  let length = 0

  function reserve(more: number): void {
    if (length + more <= bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, length + more))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }

  return {
    append(text) {
      reserve(text.length * MAX_BYTES_PER_UNIT + 1)
      length += bytes.write(text, length)
      bytes[length] = LINE_FEED
      length += 1
      return length
    },
    take: () => new Uint8Array(bytes.buffer.slice(0, length)),
  }
}
