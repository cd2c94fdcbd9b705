import type { ManifestInput } from '../../records/manifest.js'
import { openInputFile } from '../../sources/input-file.js'
import type { Source, SourcePart } from '../../sources/source.js'
import { firstWhere } from '../rows/first-where.js'
import { growingNumbers, type GrowingNumbers } from '../rows/growing-numbers.js'
import type { PassingRecord } from './read-input.js'

/** Where the records of one input are: 4 bytes for a record, 8 where it has blank lines. */
export interface InputRecords {
  addPart(part: SourcePart): void
  add(record: PassingRecord): void
  /** Records so far. */
  count(): number
  /** Counted from 1. */
  lineOf(record: number): number
  /** Nothing for a line without a record. */
  recordAt(line: number): number | undefined
  /** The beginning of the record, as JSON. Fails when the file has changed since it was indexed. */
  read(record: number, mostBytes: number, signal: AbortSignal): Promise<Uint8Array | undefined>
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

export interface InputRecordsOptions {
  readonly source: Source
  readonly listed: ManifestInput
  /** Each record is a line of the file as it is on disk. */
  readonly hasLines: boolean
}

export function inputRecords(options: InputRecordsOptions): InputRecords {
  const { source, listed, hasLines } = options
  const { records } = listed
  const parts: { readonly part: SourcePart; readonly first: number }[] = []
  let offsets: GrowingNumbers | undefined
  /** Only where lines are not records. */
  let lines: GrowingNumbers | undefined
  let count = 0

  function lineOf(record: number): number {
    return lines === undefined ? record + 1 : lines.get(record)
  }

  function startLines(): GrowingNumbers {
    const started = growingNumbers(records)
    for (let record = 0; record < count; record += 1) started.set(record, record + 1)
    return started
  }

  return {
    addPart: (part) => void parts.push({ part, first: count }),

    add({ record, line, batch, index }) {
      if (lines === undefined && line !== record + 1) lines = startLines()
      lines?.set(record, line)
      if (hasLines && batch.offset !== undefined) {
        offsets ??= growingNumbers(records)
        offsets.set(record, batch.offset + (batch.spans[2 * index] ?? 0))
      }
      count = record + 1
    },

    count: () => count,
    lineOf,

    recordAt(line) {
      const record = firstWhere(0, count, (each) => lineOf(each) >= line)
      return record < count && lineOf(record) === line ? record : undefined
    },

    async read(record, mostBytes, signal) {
      const holder = parts.findLast(({ first }) => first <= record)
      if (holder === undefined || record >= count) return undefined
      const { part, first } = holder
      if (offsets !== undefined) return readLineAt(part, offsets.get(record), mostBytes)
      let before = first
      for await (const { bytes, spans, lines: held } of source.read(part, { signal })) {
        const index = record - before
        if (index < held.length) {
          const start = spans[2 * index] ?? 0
          return bytes.slice(start, Math.min(spans[2 * index + 1] ?? 0, start + mostBytes))
        }
        before += held.length
      }
      return undefined
    },
  }
}

/** The beginning of the line at `offset`, without its line end. */
export async function readLineAt(
  part: Pick<SourcePart, 'input' | 'path' | 'snapshot'>,
  offset: number,
  mostBytes: number,
): Promise<Uint8Array> {
  const file = await openInputFile(part)
  try {
    const end = Math.min(offset + mostBytes, file.snapshot.bytes)
    const bytes = await file.readRange(Math.min(offset, end), end)
    const lineFeed = bytes.indexOf(LINE_FEED)
    const length = lineFeed === -1 ? bytes.length : lineFeed
    return bytes.subarray(0, bytes[length - 1] === CARRIAGE_RETURN ? length - 1 : length)
  } finally {
    file.close()
  }
}
