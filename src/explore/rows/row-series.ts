import { firstWhere } from './first-where.js'
import type { LineStarts } from './line-starts.js'
import type { ShardText } from './shard-text.js'

/** A file of the series with where its lines are, as far as it has been read. */
export interface IndexedShard {
  readonly text: ShardText
  readonly starts: LineStarts
}

/** A line, without its line end. */
export interface Row {
  /** Counted from 0 over the whole series. */
  readonly row: number
  /** Its beginning, where it is longer than was asked for. */
  readonly bytes: Buffer
  /** Of the whole line. */
  readonly size: number
}

/** Neighbouring whole lines. */
export interface RowBatch {
  readonly first: number
  readonly bytes: Buffer
  /** Position behind the line end of each line. */
  readonly ends: readonly number[]
}

export interface RowPlace {
  readonly file: string
  readonly split: string
  /** Counted from 0 in the file. */
  readonly line: number
}

/** The lines of several files, one after another; a row can be read as soon as its line was come by. */
export interface RowSeries {
  /** As the manifest says. */
  readonly total: number
  /** So many rows can be read by now; the others follow. */
  known(): number
  placeOf(row: number): RowPlace | undefined
  /** Those of the rows that are known, in the same order, each up to `mostBytes` long. */
  read(rows: readonly number[], mostBytes: number): Promise<readonly Row[]>
  /** A piece of a row; fewer bytes where the row ends before, none where it is not known. */
  slice(row: number, start: number, end: number): Promise<Buffer>
  /** About `bytes` of whole rows from `from` on, one at least; nothing behind the last known. */
  batch(from: number, bytes: number): Promise<RowBatch | undefined>
}

const LINE_FEED = 0x0a

export function rowSeries(shards: readonly IndexedShard[]): RowSeries {
  const firsts: number[] = []
  let total = 0
  for (const { text } of shards) {
    firsts.push(total)
    total += text.listed.records
  }

  /** The shard that holds the row, and the row's line in it. */
  function locate(
    row: number,
  ): { readonly shard: IndexedShard; readonly line: number } | undefined {
    const after = firstWhere(0, shards.length, (each) => (firsts[each] ?? 0) > row)
    const shard = shards[after - 1]
    return shard && row < total ? { shard, line: row - (firsts[after - 1] ?? 0) } : undefined
  }

  function known(): number {
    let rows = 0
    for (const { text, starts } of shards) {
      rows += Math.min(starts.count(), text.listed.records)
      if (starts.count() < text.listed.records) break
    }
    return rows
  }

  async function readRow(row: number, mostBytes: number): Promise<Row | undefined> {
    const place = locate(row)
    if (!place || place.line >= place.shard.starts.count()) return undefined
    const { shard, line } = place
    const start = shard.starts.startOf(line)
    const length = shard.starts.startOf(line + 1) - start
    const bytes = await shard.text.read(start, start + Math.min(length, mostBytes + 1))
    // Only the last line of a file may lack its line end, and to tell takes a look at it.
    const isWhole = length <= mostBytes + 1
    const size = isWhole && bytes.at(-1) !== LINE_FEED ? length : length - 1
    return { row, bytes: bytes.subarray(0, Math.min(size, mostBytes)), size }
  }

  return {
    total,
    known,

    placeOf(row) {
      const place = locate(row)
      if (!place) return undefined
      const { file, split } = place.shard.text.listed
      return { file, split, line: place.line }
    },

    async read(rows, mostBytes) {
      // Side by side: one after another, each would wait for its turn behind whatever else is read.
      const read = await Promise.all(rows.map((row) => readRow(row, mostBytes)))
      return read.filter((row) => row !== undefined)
    },

    async slice(row, start, end) {
      const place = locate(row)
      if (!place || place.line >= place.shard.starts.count()) return Buffer.alloc(0)
      const { starts, text } = place.shard
      const at = starts.startOf(place.line)
      const lineEnd = starts.startOf(place.line + 1)
      return text.read(Math.min(at + start, lineEnd), Math.min(at + end, lineEnd))
    },

    async batch(from, bytes) {
      const place = locate(from)
      if (!place) return undefined
      const { text, starts } = place.shard
      const last = Math.min(starts.count(), text.listed.records)
      if (place.line >= last) return undefined
      const start = starts.startOf(place.line)
      const ends: number[] = []
      for (let line = place.line; line < last; line += 1) {
        const end = starts.startOf(line + 1) - start
        if (ends.length > 0 && end > bytes) break
        ends.push(end)
      }
      return { first: from, bytes: await text.read(start, start + (ends.at(-1) ?? 0)), ends }
    },
  }
}
