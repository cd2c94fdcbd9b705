import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { copyBytes } from './copy-bytes.js'
import { LONGEST_ESCAPE, textEscaper } from './escape-text.js'
import { QUOTE } from './scan-row.js'
import type { RowFields } from './split-row.js'

/** Writes rows as JSON objects whose values are all strings, exactly the bytes of the fields. */
export interface RowWriter {
  /** Bytes written and not taken yet. */
  readonly length: number
  setColumns(columns: readonly string[]): void
  /** Adds the row, which begins on the current line. */
  add(bytes: Buffer, fields: RowFields): void
  /** A row that the source gives up. */
  drop(drop: Drop): void
  /** Moves on to a later line. */
  passLines(count: number): void
  /** What has been written since the last time; nothing when there was no row, but for lines that end the text. */
  take(isEnd: boolean): Iterable<RecordBatch>
}

export function rowWriter(): RowWriter {
  const escape = textEscaper()
  let keys: readonly Buffer[] = []
  let keysLength = 0
  let out = Buffer.alloc(0)
  let length = 0
  let spans: number[] = []
  let lines: number[] = []
  let line = 0
  let damaged = new Map<number, Drop>()

  function reserve(bytes: number): void {
    if (length + bytes <= out.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * out.length, length + bytes))
    out.copy(larger, 0, 0, length)
    out = larger
  }

  return {
    get length() {
      return length
    },
    setColumns(columns) {
      keys = columns.map((column, index) =>
        Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column)}:"`),
      )
      keysLength = keys.reduce((total, key) => total + key.length, 0)
    },
    add(bytes, fields) {
      const rowLength = (fields.ends[fields.count - 1] ?? 0) - (fields.starts[0] ?? 0)
      reserve(keysLength + rowLength * LONGEST_ESCAPE + fields.count + 2)
      const start = length
      for (const [index, key] of keys.entries()) {
        length = copyBytes(key, out, length)
        const field = {
          bytes,
          start: fields.starts[index] ?? 0,
          end: fields.ends[index] ?? 0,
          areQuotesDoubled: fields.areQuoted[index] === true,
        }
        length = escape(field, out, length)
        out[length] = QUOTE
        length += 1
      }
      out[length] = 0x7d
      length += 1
      spans.push(start, length)
      lines.push(line)
    },
    drop(drop) {
      damaged.set(lines.length, drop)
      spans.push(length, length)
      lines.push(line)
    },
    passLines(count) {
      line += count
    },
    *take(isEnd) {
      if (lines.length === 0 && !(isEnd && line > 0)) return
      const batch = {
        bytes: out.subarray(0, length),
        spans: Uint32Array.from(spans),
        lines: Uint32Array.from(lines),
        lineCount: line,
        ...(damaged.size > 0 && { damaged }),
      }
      // The batch owns its memory; the next one will need as much.
      out = Buffer.allocUnsafeSlow(length)
      length = 0
      spans = []
      lines = []
      line = 0
      damaged = new Map()
      yield batch
    },
  }
}
