import type { RecordBatch } from '../records/record-batch.js'
import { withInputFile, type InputFile } from './input-file.js'
import { BATCH_BYTES, MOST_PART_BYTES, PART_BYTES, PARTS_PER_FILE } from './limits.js'
import { readLines } from './read-lines.js'
import type { PartSize, ReadOptions, SourcePart } from './source.js'
import { LINE_FEED } from './split-lines.js'

/** How far to look for a line end at first, and then at a time: most lines are shorter. */
const FIRST_SCAN_BYTES = 64 * 1024
const LONGEST_SCAN_BYTES = 1024 * 1024
/** Read behind a range together with its end, so that its last line is whole: most lines are shorter. */
const BEHIND_BYTES = 16 * 1024

export interface LineRangeOptions extends ReadOptions {
  /** @default 64 MiB */
  readonly maxRecordBytes?: number | undefined
}

export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Ranges of equal length, at most `partBytes` each; one even for nothing. */
export function cutBytes(
  bytes: number,
  partBytes: number = partBytesOf(bytes),
): readonly ByteRange[] {
  const count = Math.max(1, Math.ceil(bytes / partBytes))
  const length = Math.ceil(bytes / count)
  return Array.from({ length: count }, (_, index) => ({
    start: index * length,
    end: Math.min((index + 1) * length, bytes),
  }))
}

function partBytesOf(bytes: number): number {
  return Math.min(Math.max(PART_BYTES, Math.ceil(bytes / PARTS_PER_FILE)), MOST_PART_BYTES)
}

export function bytesIn({ start, end }: ByteRange): PartSize {
  return { amount: end - start, unit: 'bytes' }
}

/**
 * The records of the lines that begin within the part's byte range of a plain file. Ranges that
 * follow one another give every line once, wherever they were cut, and no range reads much more than
 * itself and the rest of its last line.
 */
export function readLineRange(
  part: SourcePart,
  options: LineRangeOptions = {},
): AsyncIterable<RecordBatch> {
  return withInputFile(part, (file) => linesOf(file, part, options), options.remote)
}

/** The same over a file that is open. */
export async function* linesOf(
  file: InputFile,
  { start, end }: ByteRange,
  options: LineRangeOptions,
): AsyncGenerator<RecordBatch, void, undefined> {
  options.signal?.throwIfAborted()
  const from = await firstLineStart(file, start, end)
  const { batchBytes = BATCH_BYTES } = options
  // With what may be cut off at the end, so that most chunks make a batch.
  const chunkBytes = batchBytes + Math.ceil(batchBytes / 16)
  const chunks = lineChunks(file, { start: from, end }, { ...options, chunkBytes })
  yield* readLines(chunks, { ...options, offset: from })
}

/** Where the first line begins at or after `start`; `end` when none does before that. */
async function firstLineStart(file: InputFile, start: number, end: number): Promise<number> {
  if (start === 0) return (await startsWithBom(file)) ? 3 : 0
  for await (const { at, bytes } of scanned(file, start - 1, end - 1)) {
    const lineFeed = bytes.indexOf(LINE_FEED)
    if (lineFeed !== -1) return at + lineFeed + 1
  }
  return end
}

async function startsWithBom(file: InputFile): Promise<boolean> {
  const bytes = await file.readRange(0, Math.min(3, file.snapshot.bytes))
  return bytes.length === 3 && bytes.readUIntBE(0, 3) === 0xefbbbf
}

/** From a line start to the end of the last line that begins before `end`. */
async function* lineChunks(
  file: InputFile,
  { start, end }: ByteRange,
  { chunkBytes, takeMemory }: Pick<ReadOptions, 'takeMemory'> & { readonly chunkBytes: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  if (start >= end) return
  const fileBytes = file.snapshot.bytes
  const behind = Math.min(end + BEHIND_BYTES, fileBytes)
  let at = start
  let lastByte
  while (at < end) {
    const bytes = await file.readRange(at, Math.min(at + chunkBytes, behind), takeMemory)
    const lastLineFeed = bytes.indexOf(LINE_FEED, end - at - 1)
    const whole = (lastLineFeed === -1 ? bytes.lastIndexOf(LINE_FEED) : lastLineFeed) + 1
    // To read the beginning of a line again is cheaper than to join the line from two chunks. At the end of the file it
    // becomes a batch of its own, which may not share the memory of another one.
    const chunk = whole > 0 ? bytes.subarray(0, whole) : bytes
    lastByte = chunk.at(-1)
    yield chunk
    at += chunk.length
  }
  if (lastByte === LINE_FEED) return
  for await (const { bytes } of scanned(file, at, fileBytes)) {
    const length = bytes.indexOf(LINE_FEED) + 1
    yield length > 0 ? bytes.subarray(0, length) : bytes
    if (length > 0) return
  }
}

async function* scanned(
  file: InputFile,
  start: number,
  end: number,
): AsyncGenerator<{ at: number; bytes: Buffer }, void, undefined> {
  let length = FIRST_SCAN_BYTES
  for (let at = start; at < end;) {
    const bytes = await file.readRange(at, Math.min(at + length, end))
    yield { at, bytes }
    at += bytes.length
    length = Math.min(2 * length, LONGEST_SCAN_BYTES)
  }
}
