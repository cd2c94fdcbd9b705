import { growingNumbers } from './growing-numbers.js'

const LINE_FEED = 0x0a

/** Where each line of a text begins; more lines than were announced are counted, but have no place. */
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
}

export function lineStarts(announced: number): LineStarts {
  const starts = growingNumbers(announced + 1)
  let lines = 0
  let lastEnd = 0
  let bytes = 0

  function addLineEnd(end: number): void {
    lines += 1
    lastEnd = end
    if (lines <= announced) starts.set(lines, end)
  }

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
    startOf: starts.get,
  }
}
