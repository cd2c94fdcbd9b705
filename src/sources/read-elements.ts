import { LoradexError } from '../kernel/error.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { batchBuilder } from './batch-builder.js'
import { openWindow } from './byte-window.js'
import { advance, nextByte, skipBlanks, type ElementReader } from './element-reader.js'
import { enterMember, leaveObjects } from './enter-member.js'
import { BATCH_BYTES, MAX_RECORD_BYTES } from './limits.js'
import { wrongKind } from './file-kind.js'
import type { ReadElementsOptions } from './read-elements-options.js'
import { scanElement, type ElementScan } from './scan-element.js'
import { isBlank, lineTooLong } from './split-lines.js'
import { startsWith } from './starts-with.js'

/**
 * The elements of one JSON array, or one JSON object, found without parsing them: whether each is
 * sound is for the parser. With `keys` the array is within an object. Holds one batch and one element
 * at most.
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
    yield* documentOf(reader)
  } finally {
    await iterator.return?.()
  }
}

async function* documentOf(reader: ElementReader): AsyncGenerator<RecordBatch, void, undefined> {
  const { options } = reader
  const { keys = [], input } = options
  if ((await nextByte(reader)) === undefined) return
  for (const key of keys) await enterMember(reader, key)
  const first = await nextByte(reader)
  if (first === BRACKET_OPEN) yield* elementsOf(reader)
  else if (first === BRACE_OPEN && keys.length === 0) yield* objectOf(reader)
  else throw notAnArray(options)
  await leaveObjects(reader, keys.length)
  if ((await nextByte(reader)) !== undefined) throw textBehind(input)
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d
const BRACE_OPEN = 0x7b

async function* elementsOf(reader: ElementReader): AsyncGenerator<RecordBatch, void, undefined> {
  const { window, batch, options } = reader
  const scan: ElementScan = { depth: 0, inString: false }
  reader.at += 1
  for (let isOpen = true; isOpen;) {
    beginElement(reader)
    reader.at = scanElement(window.bytes, reader.at, scan)
    if (reader.at < window.bytes.length) {
      isOpen = window.bytes[reader.at] !== BRACKET_CLOSE
      addElement(reader, nothingAt(reader.given + batch.count === 0, !isOpen))
      reader.at += 1
    } else {
      yield* take(reader)
      if (window.isLast) throw notClosed(options.input)
      await advance(reader)
    }
  }
  yield* take(reader)
}

/** All there is, as one record: the parser sees whether more than one object is there. */
async function* objectOf(reader: ElementReader): AsyncGenerator<RecordBatch, void, undefined> {
  const { window } = reader
  reader.start = reader.at
  while (!window.isLast) await advance(reader)
  reader.at = window.bytes.length
  addElement(reader)
  yield* take(reader)
}

function* take(reader: ElementReader): Iterable<RecordBatch> {
  const { window, batch, options } = reader
  reader.given += batch.count
  yield* batch.take(window.bytes, options.hasOffsets ? reader.offset : undefined)
}

function beginElement(reader: ElementReader): void {
  if (reader.start !== -1) return
  skipBlanks(reader)
  if (reader.at < reader.window.bytes.length) reader.start = reader.at
}

/** The element that ends where the scan stands. Nothing at all is a fault, if there is one for it. */
function addElement(reader: ElementReader, nothing?: Drop): void {
  const { window, batch, at, start, skipped, options } = reader
  const { maxRecordBytes = MAX_RECORD_BYTES } = options
  let end = at
  while (end > start && isBlank(window.bytes, end - 1, end)) end -= 1
  const length = skipped + end - start
  if (length > maxRecordBytes) batch.drop(start, lineTooLong(length, maxRecordBytes))
  else if (length > 0) batch.add(start, end)
  else if (nothing) batch.drop(start, nothing)
  reader.start = -1
  reader.skipped = 0
}

/** `[]` is no fault. */
function nothingAt(isFirst: boolean, isLast: boolean): Drop | undefined {
  if (isFirst && isLast) return undefined
  if (isFirst) return nothing.beforeFirst
  return isLast ? nothing.behindLast : nothing.between
}

const nothing = {
  beforeFirst: missing('nothing before the first comma'),
  between: missing('nothing between two commas'),
  behindLast: missing('nothing behind the last comma'),
}

function missing(observed: string): Drop {
  return { code: 'invalid-json', rule: 'source.array', observed, allowed: 'a value' }
}

function notAnArray({ input, keys }: ReadElementsOptions): LoradexError {
  if (!keys) return wrongKind({ input, expected: 'one JSON array', seen: { name: 'other text' } })
  const expected = `an array at ${JSON.stringify(keys.join('.'))}`
  const hint = 'Correct source.records, which leads to the array of records.'
  return wrongKind({ input, expected, seen: { name: 'something else', hint } })
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
