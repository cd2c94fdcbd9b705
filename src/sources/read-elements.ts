import { LoradexError } from '../kernel/error.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { batchBuilder, type BatchBuilder } from './batch-builder.js'
import { openWindow, type ByteWindow } from './byte-window.js'
import { BATCH_BYTES, MAX_RECORD_BYTES } from './limits.js'
import { wrongKind } from './file-kind.js'
import { scanElement, type ElementScan } from './scan-element.js'
import type { ReadOptions } from './source.js'
import { isBlank, lineTooLong } from './split-lines.js'
import { startsWith } from './starts-with.js'

export interface ReadElementsOptions extends ReadOptions {
  readonly input: string
  /** Longest element; a longer one is skipped to its end and given as damaged. @default 64 MiB */
  readonly maxRecordBytes?: number | undefined
  /** Bytes have a position in the input: it is not compressed. */
  readonly hasOffsets: boolean
}

/**
 * The elements of one JSON array, or one JSON object, found without parsing them: whether each is
 * sound is for the parser. Holds one batch and one element at most.
 * @throws `source.truncated` after the last complete element when the array is not closed,
 * `source.wrong-format` on anything behind it.
 */
export async function* readElements(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadElementsOptions,
): AsyncGenerator<RecordBatch, void, undefined> {
  options.signal?.throwIfAborted()
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    const { batchBytes = BATCH_BYTES } = options
    const window = await openWindow(iterator, Math.max(batchBytes, BYTE_ORDER_MARK.length))
    const at = startsWith(window.bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
    const batch = batchBuilder()
    const reader = { window, options, batch, given: 0, offset: 0, at, start: -1, skipped: 0 }
    const first = await nextByte(reader)
    if (first === BRACKET_OPEN) yield* elementsOf(reader)
    else if (first === BRACE_OPEN) yield* objectOf(reader)
    else if (first !== undefined) throw notAnArray(options.input)
  } finally {
    await iterator.return?.()
  }
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d
const BRACE_OPEN = 0x7b

interface Reader {
  readonly window: ByteWindow
  readonly options: ReadElementsOptions
  /** Elements that lie within the window. */
  readonly batch: BatchBuilder
  /** How many elements have left the batch. */
  given: number
  /** Where in the input the window begins. */
  offset: number
  /** Where in the window the scan stands. */
  at: number
  /** Where in the window the element begins; -1 before it. */
  start: number
  /** Bytes of the element that are gone already, because it is too long. */
  skipped: number
}

async function* elementsOf(reader: Reader): AsyncGenerator<RecordBatch, void, undefined> {
  const { window, batch, options } = reader
  const scan: ElementScan = { depth: 0, inString: false }
  reader.at += 1
  for (let isOpen = true; isOpen;) {
    beginElement(reader)
    reader.at = scanElement(window.bytes, reader.at, scan)
    if (reader.at < window.bytes.length) {
      isOpen = window.bytes[reader.at] !== BRACKET_CLOSE
      const isEmptyArray = !isOpen && reader.given + batch.count === 0
      addElement(reader, isEmptyArray)
      reader.at += 1
    } else {
      yield* take(reader)
      if (window.isLast) throw notClosed(options.input)
      await advance(reader)
    }
  }
  yield* take(reader)
  if ((await nextByte(reader)) !== undefined) throw textBehind(options.input)
}

/** All there is, as one record: the parser sees whether more than one object is there. */
async function* objectOf(reader: Reader): AsyncGenerator<RecordBatch, void, undefined> {
  const { window } = reader
  reader.start = reader.at
  while (!window.isLast) await advance(reader)
  reader.at = window.bytes.length
  addElement(reader, true)
  yield* take(reader)
}

function* take(reader: Reader): Iterable<RecordBatch> {
  const { window, batch, options } = reader
  reader.given += batch.count
  yield* batch.take(window.bytes, options.hasOffsets ? reader.offset : undefined)
}

/** Moves the window on; what it held before is gone, up to the element that has begun. */
async function advance(reader: Reader): Promise<void> {
  const { window, options, at, start } = reader
  options.signal?.throwIfAborted()
  const { length } = window.bytes
  let used = Math.min(start === -1 ? at : start, length)
  const isTooLong = length - start > (options.maxRecordBytes ?? MAX_RECORD_BYTES)
  if (start !== -1 && (reader.skipped > 0 || isTooLong)) {
    reader.skipped += length - start
    used = length
  }
  await window.advance(used)
  reader.offset += used
  reader.at -= used
  if (start !== -1) reader.start = 0
}

/** The next byte that is not blank, at which the scan then stands. */
async function nextByte(reader: Reader): Promise<number | undefined> {
  for (;;) {
    skipBlanks(reader)
    const byte = reader.window.bytes[reader.at]
    if (byte !== undefined || reader.window.isLast) return byte
    await advance(reader)
  }
}

function skipBlanks(reader: Reader): void {
  const { bytes } = reader.window
  while (reader.at < bytes.length && isBlank(bytes, reader.at, reader.at + 1)) reader.at += 1
}

function beginElement(reader: Reader): void {
  if (reader.start !== -1) return
  skipBlanks(reader)
  if (reader.at < reader.window.bytes.length) reader.start = reader.at
}

/** The element that ends where the scan stands. Nothing at all is a fault, but not in `[]`. */
function addElement(reader: Reader, mayBeEmpty: boolean): void {
  const { window, batch, at, start, skipped, options } = reader
  const { maxRecordBytes = MAX_RECORD_BYTES } = options
  let end = at
  while (end > start && isBlank(window.bytes, end - 1, end)) end -= 1
  const length = skipped + end - start
  if (length > maxRecordBytes) batch.drop(start, lineTooLong(length, maxRecordBytes))
  else if (length > 0) batch.add(start, end)
  else if (!mayBeEmpty) batch.drop(start, nothing)
  reader.start = -1
  reader.skipped = 0
}

const nothing: Drop = {
  code: 'invalid-json',
  rule: 'source.array',
  observed: 'nothing between two commas',
  allowed: 'a value',
}

function notAnArray(input: string): LoradexError {
  return wrongKind({ input, expected: 'one JSON array', seen: { name: 'other text' } })
}

function textBehind(input: string): LoradexError {
  return new LoradexError('source.wrong-format', {
    message: `${input}: expected one JSON array, saw more text behind it`,
    details: { input, expected: 'json' },
    hint: 'Put all records into one array, or one on each line and set source.type to jsonl.',
  })
}

function notClosed(input: string): LoradexError {
  return new LoradexError('source.truncated', {
    message: `${input}: expected ] at the end, saw the file end before it`,
    details: { input },
    hint: 'Fetch or write the file again: its last records are missing.',
  })
}
