import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { openWindow, type ByteWindow } from './byte-window.js'
import { BATCH_BYTES, MAX_RECORD_BYTES } from './limits.js'
import { rowWriter, type RowWriter } from './row-writer.js'
import { QUOTE, scanRow, type RowScan, type RowSyntax } from './scan-row.js'
import type { ReadOptions } from './source.js'
import { countLineFeeds, LINE_FEED, lineTooLong } from './split-lines.js'
import { splitRow, splitWholeRow, type RowFields } from './split-row.js'

export interface ReadRowsOptions extends ReadOptions, RowSyntax {
  /** Names of the columns; absent when the first row has them. */
  readonly columns?: readonly string[] | undefined
  /** Makes the names of the first row. */
  readonly readHeader: (row: Uint8Array) => readonly string[]
  /** Longest row; a longer one is skipped to its end and given as damaged. @default 64 MiB */
  readonly maxRecordBytes?: number | undefined
}

/**
 * The rows of a CSV text as JSON objects of strings. Empty lines are no rows. Holds one batch and
 * one row at most.
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<RecordBatch, void, undefined> {
  const { batchBytes = BATCH_BYTES, signal } = options
  signal?.throwIfAborted()
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    const window = await openWindow(iterator, batchBytes)
    const reader = openReader(window, options)
    for (;;) {
      const hasRow = findRowEnd(reader)
      if (hasRow) takeRow(reader)
      const isEnd = !hasRow && window.isLast
      if (!hasRow || reader.writer.length >= batchBytes) yield* reader.writer.take(isEnd)
      if (hasRow) continue
      if (isEnd) return
      signal?.throwIfAborted()
      await advance(reader)
    }
  } finally {
    await iterator.return?.()
  }
}

interface Reader {
  readonly window: ByteWindow
  readonly options: ReadRowsOptions
  readonly scan: RowScan
  readonly fields: RowFields
  /** Whether `fields` are those of the row already. */
  isSplit: boolean
  /** Known from the first row on. */
  columns: readonly string[] | undefined
  readonly writer: RowWriter
  /** Where in the window the row begins, and where the scan for its end stands. */
  start: number
  at: number
  /** The next quote in the window; Infinity when there is none. */
  quoteAt: number
  /** Bytes and lines of the row that are gone already, because it is too long. */
  skipped: number
  skippedLines: number
}

function openReader(window: ByteWindow, options: ReadRowsOptions): Reader {
  const reader: Reader = {
    window,
    options,
    scan: { where: 'field-start' },
    fields: noFields(),
    isSplit: false,
    columns: undefined,
    writer: rowWriter(),
    start: 0,
    at: 0,
    quoteAt: -1,
    skipped: 0,
    skippedLines: 0,
  }
  if (options.columns !== undefined) setColumns(reader, options.columns)
  return reader
}

function setColumns(reader: Reader, columns: readonly string[]): void {
  reader.columns = columns
  reader.writer.setColumns(columns)
}

export function noFields(): RowFields {
  return { count: 0, hasCarriageReturn: false, starts: [], ends: [], areQuoted: [] }
}

/** Whether there is a row from `start` to `at`. */
function findRowEnd(reader: Reader): boolean {
  const { window, options, scan } = reader
  const { bytes, isLast } = window
  const row = { start: reader.start, delimiter: options.delimiter }
  const isNew = reader.at === reader.start && reader.skipped === 0
  const rowEnd = isNew ? splitWholeRow(bytes, row, reader.fields) : -1
  reader.isSplit = rowEnd !== -1
  if (reader.isSplit) {
    reader.at = rowEnd
    return true
  }
  if (reader.quoteAt < reader.at) reader.quoteAt = indexOrInfinity(bytes, QUOTE, reader.at)
  const lineFeed = indexOrInfinity(bytes, LINE_FEED, reader.at)
  // Most rows have no quote, and end where the line does.
  const isPlain = scan.where !== 'quoted' && lineFeed < reader.quoteAt
  reader.at = isPlain ? lineFeed : scanRow(bytes, reader.at, { delimiter: options.delimiter, scan })
  return reader.at < bytes.length || (isLast && reader.skipped + reader.at - reader.start > 0)
}

function indexOrInfinity(bytes: Buffer, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from)
  return index === -1 ? Infinity : index
}

/** Takes the row from `start` to `at` and goes to the next one. */
function takeRow(reader: Reader): void {
  const { window, writer, start, at, skipped, options } = reader
  const { delimiter, maxRecordBytes = MAX_RECORD_BYTES } = options
  const end = window.bytes[at - 1] === 0x0d && at > start ? at - 1 : at
  const length = skipped + end - start
  const row = { start, end, delimiter }
  if (length > 0 && reader.columns === undefined) takeHeader(reader, row)
  else if (length > maxRecordBytes) writer.drop(lineTooLong(length, maxRecordBytes))
  else if (length > 0) {
    const fault = faultOf(reader, row)
    if (fault === undefined) writer.add(window.bytes, reader.fields)
    else writer.drop(fault)
  }
  writer.passLines(reader.skippedLines + countLineFeeds(window.bytes.subarray(start, at)) + 1)
  reader.start = at + 1
  reader.at = at + 1
  reader.skipped = 0
  reader.skippedLines = 0
  reader.scan.where = 'field-start'
}

function takeHeader(reader: Reader, { start, end }: { start: number; end: number }): void {
  setColumns(reader, reader.options.readHeader(reader.window.bytes.subarray(start, end)))
}

function faultOf(
  { window: { bytes }, fields, isSplit, columns = [] }: Reader,
  row: RowSyntax & { start: number; end: number },
): Drop | undefined {
  const nul = bytes.subarray(row.start, row.end).indexOf(0)
  if (nul !== -1) return nulByte
  const fault = isSplit ? undefined : splitRow(bytes, row, fields)
  if (fault !== undefined || fields.count === columns.length) return fault
  const { count: observed } = fields
  return { code: 'ragged-row', rule: 'source.columns', observed, allowed: columns.length }
}

/** Moves the window on to the row that has begun, or past it when it is too long. */
async function advance(reader: Reader): Promise<void> {
  const { window, start, at, skipped, options } = reader
  const { length } = window.bytes
  const isTooLong = length - start > (options.maxRecordBytes ?? MAX_RECORD_BYTES) + 1
  let used = Math.min(start, length)
  if (skipped > 0 || isTooLong) {
    // The last byte stays: it may be the CR of a CRLF.
    used = length - 1
    reader.skipped += used - start
    reader.skippedLines += countLineFeeds(window.bytes.subarray(start, used))
  }
  await window.advance(used)
  reader.start = Math.max(0, start - used)
  reader.at = at - used
  reader.quoteAt = -1
}

const nulByte: Drop = {
  code: 'bad-value',
  rule: 'source.text',
  observed: 'a NUL byte',
  allowed: 'text',
}
