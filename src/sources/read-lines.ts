import { parseJson } from '../kernel/parse-json.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { joinBytes } from './join-bytes.js'
import { BATCH_BYTES, MAX_RECORD_BYTES } from './limits.js'
import type { ReadOptions } from './source.js'
import { damagedRecord, LINE_FEED, lineTooLong, splitLines } from './split-lines.js'

export interface ReadLinesOptions extends ReadOptions {
  /** Longest record; a longer one is skipped to its end and given as damaged. @default 64 MiB */
  readonly maxRecordBytes?: number | undefined
  /** Where in the input the first byte lies; absent when bytes have no position there. */
  readonly offset?: number
}

/**
 * One record per line of the stream. Holds one batch and one record at most, however long a line.
 * When the stream fails, the lines that were complete by then come before the failure.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadLinesOptions,
): AsyncGenerator<RecordBatch, void, undefined> {
  const { signal } = options
  const lines = lineCollector(options)
  signal?.throwIfAborted()
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted()
      yield* lines.push(chunk)
    }
  } catch (error) {
    if (signal?.aborted !== true) yield* lines.takeWhole()
    throw error
  }
  yield* lines.end()
}

interface LineCollector {
  push(chunk: Uint8Array): Iterable<RecordBatch>
  /** What is complete so far. */
  takeWhole(): Iterable<RecordBatch>
  /** The rest; the last line needs no line end. */
  end(): Iterable<RecordBatch>
}

function lineCollector(options: ReadLinesOptions): LineCollector {
  const { batchBytes = BATCH_BYTES, maxRecordBytes = MAX_RECORD_BYTES } = options
  /** Complete lines, then the beginning of the next one. */
  let whole: Uint8Array[] = []
  let wholeBytes = 0
  let begun: Uint8Array[] = []
  let begunBytes = 0
  /** Bytes of a line over the limit that are gone already; 0 when there is none. */
  let skipped = 0
  let lastSkipped = 0
  let { offset } = options

  function* push(chunk: Uint8Array): Iterable<RecordBatch> {
    let rest = chunk
    if (skipped > 0) {
      const lineFeed = rest.indexOf(LINE_FEED)
      skip(lineFeed === -1 ? rest : rest.subarray(0, lineFeed))
      if (lineFeed === -1) return
      yield skippedLine(1)
      rest = rest.subarray(lineFeed + 1)
    }
    const length = rest.lastIndexOf(LINE_FEED) + 1
    if (length > 0) {
      whole.push(...begun, rest.subarray(0, length))
      wholeBytes += begunBytes + length
      begun = []
      begunBytes = 0
    }
    if (length < rest.length) begun.push(rest.subarray(length))
    begunBytes += rest.length - length
    // With the CR of a CRLF, a record at the limit is one byte longer.
    const isTooLong = begunBytes > maxRecordBytes + 1
    if (isTooLong || wholeBytes + begunBytes >= batchBytes) yield* takeWhole()
    if (isTooLong) {
      for (const piece of begun) skip(piece)
      begun = []
      begunBytes = 0
    }
  }

  function skip(piece: Uint8Array): void {
    skipped += piece.length
    lastSkipped = piece.at(-1) ?? lastSkipped
  }

  function skippedLine(lineEnd: number): RecordBatch {
    const recordBytes = lastSkipped === 0x0d ? skipped - 1 : skipped
    const batch = damagedRecord(lineTooLong(recordBytes, maxRecordBytes))
    const lineBytes = skipped + lineEnd
    skipped = 0
    return placed(batch, lineBytes)
  }

  /** The batch with its position, which moves on by `length`. */
  function placed(batch: RecordBatch, length: number): RecordBatch {
    if (offset === undefined) return batch
    const at = offset
    offset += length
    return { ...batch, offset: at }
  }

  function* takeWhole(): Iterable<RecordBatch> {
    if (wholeBytes === 0) return
    const batch = splitLines(joinBytes(whole, wholeBytes), maxRecordBytes)
    whole = []
    wholeBytes = 0
    yield placed(batch, batch.bytes.length)
  }

  function* end(): Iterable<RecordBatch> {
    yield* takeWhole()
    if (skipped > 0) yield skippedLine(0)
    if (begunBytes === 0) return
    const batch = splitLines(joinBytes(begun, begunBytes), maxRecordBytes)
    yield placed(isCutOff(batch) ? cutOff(batch) : batch, begunBytes)
  }

  return { push, takeWhole, end }
}

/** Whether the only record of the batch ends before its JSON does. */
function isCutOff({ bytes, spans: [start, end], damaged }: RecordBatch): boolean {
  if (end === undefined || damaged !== undefined) return false
  const record = wellFormedStart(bytes.subarray(start, end))
  if (record === undefined) return false
  const parsed = parseJson(record, { knownUtf8: true })
  return (
    'problem' in parsed &&
    parsed.problem.code === 'invalid-json' &&
    parsed.problem.offset >= record.length
  )
}

/** Without a character that is cut off at the end; `undefined` when there are other faults. */
function wellFormedStart(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return Buffer.from(decoder.decode(bytes, { stream: true }))
  } catch {
    return undefined
  }
}

function cutOff(batch: RecordBatch): RecordBatch {
  const [start = 0, end = 0] = batch.spans
  const drop: Drop = {
    code: 'truncated-record',
    rule: 'source.last_line',
    observed: `${end - start} bytes`,
    allowed: 'a complete JSON value',
  }
  return { ...batch, damaged: new Map([[0, drop]]) }
}
