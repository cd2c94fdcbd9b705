const LINE_FEED = 0x0a
const MOST_IN_32_BITS = 2 ** 32 - 1

/**
 * Where each line of a text begins: 4 bytes a line, 8 from the line on that begins beyond 4 GiB.
 * Grows while chunks are added; more lines than were announced are counted, but have no place.
 */
export interface LineStarts {
  /** Complete lines so far. */
  count(): number
  /** Bytes so far. */
  bytes(): number
  add(chunk: Uint8Array): void
  /** Nothing comes any more: what follows the last line end is a line, too. */
  end(): void
  /** Of a line from 0 up to and including `count()`, where the line after the last would begin. */
  startOf(line: number): number
  /** The line that holds the byte at `offset`. */
  lineAt(offset: number): number
}

export function lineStarts(announced: number): LineStarts {
  let starts: Uint32Array | Float64Array = new Uint32Array(announced + 1)
  let lines = 0
  let lastEnd = 0
  let bytes = 0

  function addLineEnd(end: number): void {
    lines += 1
    lastEnd = end
    if (lines > announced) return
    if (end > MOST_IN_32_BITS && starts instanceof Uint32Array) starts = Float64Array.from(starts)
    starts[lines] = end
  }
  const count = (): number => Math.min(lines, announced)

  return {
    count: () => lines,
    bytes: () => bytes,
    add(chunk) {
      // A Buffer looks for a byte several times as fast as other arrays.
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      let at = buffer.indexOf(LINE_FEED)
      for (; at !== -1; at = buffer.indexOf(LINE_FEED, at + 1)) addLineEnd(bytes + at + 1)
      bytes += chunk.length
    },
    end() {
      if (bytes > lastEnd) addLineEnd(bytes)
    },
    startOf: (line) => starts[line] ?? bytes,
    lineAt(offset) {
      let low = 0
      let high = count()
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle
      }
      return low
    },
  }
}
