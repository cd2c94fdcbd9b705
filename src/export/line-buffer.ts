/** Lines of text as the UTF-8 bytes that will be written. */
export interface LineBuffer {
  /** Appends text to the line that is being written. */
  append(text: string): void
  /** Appends bytes of UTF-8. */
  appendBytes(bytes: Uint8Array): void
  /** Appends a whole number from 0 in decimal digits. */
  appendCount(count: number): void
  /** Ends the line; gives the position behind its line end. */
  endLine(): number
  /** Position behind what has been written. */
  position(): number
  /** Bytes of the line that is being written; valid until the next call. */
  currentLine(): Uint8Array
  /** All lines; who gives them away uses the buffer up. */
  take(): Uint8Array
  /** Begins again, in the same memory unless it was much. */
  clear(): void
}

const LINE_FEED = 0x0a
const DIGIT_ZERO = 0x30
/** Of the greatest whole number that is exact. */
const MAX_DIGITS = 16
/** Lines of a batch rarely take more. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024
/** Most bytes that one UTF-16 code unit takes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3

/** Up to here a loop is quicker than the call that leaves JavaScript. */
const LONGEST_LOOPED = 16

/** Number of bytes written, or -1 when the text is not all ASCII. */
function writeAscii(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) return -1
    bytes[at + index] = unit
  }
  return text.length
}

export function createLineBuffer(expectedBytes: number): LineBuffer {
  // Made when something is written: of most batches no line comes here.
  let bytes = Buffer.alloc(0)
  let lineStart = 0
  let length = 0

  function reserve(more: number): void {
    if (length + more <= bytes.length) return
    // Not from the pool: the memory is handed to another thread as a whole.
    const least = bytes.length === 0 ? expectedBytes : bytes.length * 2
    const larger = Buffer.allocUnsafeSlow(Math.max(least, length + more))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }

  return {
    append(text) {
      reserve(text.length * MAX_BYTES_PER_UNIT + 1)
      const written = text.length > LONGEST_LOOPED ? -1 : writeAscii(bytes, length, text)
      length += written < 0 ? bytes.write(text, length) : written
    },
    appendBytes(source) {
      reserve(source.length + 1)
      bytes.set(source, length)
      length += source.length
    },
    appendCount(count) {
      reserve(MAX_DIGITS + 1)
      let end = length + 1
      for (let bound = 10; count >= bound; bound *= 10) end += 1
      let rest = count
      for (let at = end - 1; at >= length; at -= 1) {
        const tens = Math.floor(rest / 10)
        bytes[at] = rest - 10 * tens + DIGIT_ZERO
        rest = tens
      }
      length = end
    },
    endLine() {
      bytes[length] = LINE_FEED
      length += 1
      lineStart = length
      return length
    },
    position: () => length,
    currentLine: () => bytes.subarray(lineStart, length),
    take: () => bytes.subarray(0, length),
    clear() {
      if (bytes.length > MOST_KEPT_BYTES) bytes = Buffer.alloc(0)
      lineStart = 0
      length = 0
    },
  }
}
