import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'

export const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
const TAB = 0x09

/** Used again for every batch; one of more lines makes them grow. */
let spans = new Uint32Array(16_384)
let lines = new Uint32Array(8192)

/**
 * Finds the record in each line, without its line end (LF or CRLF). Only LF ends a line. Blank
 * lines are counted but are no records; lines of more than `maxRecordBytes` are damaged ones.
 */
export function splitLines(source: Uint8Array, maxRecordBytes: number): RecordBatch {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const size = bytes.length
  const damaged = new Map<number, Drop>()
  let count = 0
  let lineCount = 0
  for (let start = 0; start < size; lineCount += 1) {
    const lineFeed = bytes.indexOf(LINE_FEED, start)
    const next = lineFeed === -1 ? size : lineFeed
    const end = bytes[next - 1] === CARRIAGE_RETURN && next > start ? next - 1 : next
    if (!isBlank(bytes, start, end)) {
      if (count === lines.length) {
        lines = doubled(lines)
        spans = doubled(spans)
      }
      const isTooLong = end - start > maxRecordBytes
      if (isTooLong) damaged.set(count, lineTooLong(end - start, maxRecordBytes))
      spans[2 * count] = start
      spans[2 * count + 1] = isTooLong ? start : end
      lines[count] = lineCount
      count += 1
    }
    start = next + 1
  }
  return {
    bytes,
    spans: spans.slice(0, 2 * count),
    lines: lines.slice(0, count),
    lineCount,
    ...(damaged.size > 0 && { damaged }),
  }
}

/** The batch of a single record that the source gives up. */
export function damagedRecord(drop: Drop): RecordBatch {
  return {
    bytes: new Uint8Array(),
    spans: Uint32Array.of(0, 0),
    lines: Uint32Array.of(0),
    lineCount: 1,
    damaged: new Map([[0, drop]]),
  }
}

export function lineTooLong(observed: number, allowed: number): Drop {
  return { code: 'line-too-long', rule: 'source.record_bytes', observed, allowed }
}

/** Whether there is nothing but JSON blanks: spaces, tabs and line ends. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte > SPACE || !BLANKS.includes(byte)) return false
  }
  return true
}

const BLANKS: readonly number[] = [SPACE, TAB, LINE_FEED, CARRIAGE_RETURN]

export function countLineFeeds(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    count += 1
  }
  return count
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(values.length * 2)
  larger.set(values)
  return larger
}
