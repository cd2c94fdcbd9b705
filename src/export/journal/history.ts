import type { DiskFile } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import { KEY_WORDS } from '../content-key.js'

/** What is to be remembered of a batch, whatever the size of the input. */
export interface BatchEntry {
  readonly part: number
  readonly read: number
  readonly lineCount: number
  /** Line of each sample that was kept, from the start of the batch; none where copies are kept. */
  readonly lines: Uint32Array
  /** Four words for each of them. */
  readonly keys: Uint32Array
  /** For each copy that was dropped the row of the sample that was kept, as two words. */
  readonly copies: Uint32Array
}

export interface HistoryReader {
  batch(entry: BatchEntry): void | Promise<void>
  /** Without a digest where the export has none. */
  partEnd(part: number, recordsSha256: string | undefined): void
}

/** Gathers entries until they are taken. */
export interface HistoryWriter extends HistoryReader {
  batch(entry: BatchEntry): void
  /** Bytes that wait. */
  size(): number
  take(): Uint8Array
}

const BATCH = 1
const PART_END = 2
/** The same without a digest. */
const PLAIN_PART_END = 3
const SHA256_WORDS = 8
/** Kind, part, records, lines, kept, copies. */
const BATCH_HEAD = 6
const FIRST_WORDS = 1 << 12

/** What grows with the input and is never changed: 20 bytes per kept sample, 8 per copy. */
export function startHistory(): HistoryWriter {
  let words = new Uint32Array(FIRST_WORDS)
  let length = 0

  function room(count: number): void {
    if (length + count <= words.length) return
    const larger = new Uint32Array(Math.max(2 * words.length, length + count))
    larger.set(words)
    words = larger
  }

  function append(column: ArrayLike<number>): void {
    words.set(column, length)
    length += column.length
  }

  return {
    size: () => 4 * length,
    batch({ part, read, lineCount, lines, keys, copies }) {
      room(BATCH_HEAD + lines.length + keys.length + copies.length)
      append([BATCH, part, read, lineCount, lines.length, copies.length / 2])
      for (const column of [lines, keys, copies]) append(column)
    },
    partEnd(part, recordsSha256) {
      room(2 + SHA256_WORDS)
      append([recordsSha256 === undefined ? PLAIN_PART_END : PART_END, part])
      if (recordsSha256 === undefined) return
      const digest = Buffer.from(recordsSha256, 'hex')
      append(Array.from({ length: SHA256_WORDS }, (_, at) => digest.readUInt32BE(4 * at)))
    },
    take() {
      const taken = new Uint8Array(words.buffer, 0, 4 * length)
      // What comes until the next time is likely to be as much.
      words = new Uint32Array(Math.max(FIRST_WORDS, length))
      length = 0
      return taken
    },
  }
}

/** Read at a time: a batch makes some 20 kB. */
const CHUNK_BYTES = 1024 * 1024

/**
 * Tells a reader all entries in the order in which they were written; their columns are void afterwards.
 * @throws `export.damaged` when the first `length` bytes are no whole entries.
 */
export async function replayHistory(
  file: Pick<DiskFile, 'read'>,
  { length, path }: { readonly length: number; readonly path: string },
  reader: HistoryReader,
): Promise<void> {
  let memory = new Uint8Array(Math.min(CHUNK_BYTES, length))
  /** At the start of the memory: of an entry whose end is still to come. */
  let held = 0
  let at = 0
  while (at < length) {
    if (held === memory.length) memory = lengthened(memory)
    const room = memory.subarray(held)
    const chunk = await file.read(at, Math.min(room.length, length - at), room)
    if (chunk.length === 0) break
    // Nothing moves where it has been read to its place.
    room.set(chunk)
    at += chunk.length
    held += chunk.length
    const words = new Uint32Array(memory.buffer, 0, Math.floor(held / 4))
    const told = 4 * (await tellEntries(words, path, reader))
    memory.copyWithin(0, told, held)
    held -= told
  }
  if (at < length || held > 0) throw notWhole(path)
}

function lengthened(memory: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(2 * memory.length)
  longer.set(memory)
  return longer
}

/** Position behind the last entry that is whole. */
async function tellEntries(
  words: Uint32Array,
  path: string,
  reader: HistoryReader,
): Promise<number> {
  let at = 0
  while (at < words.length) {
    const kind = words[at]
    const end = endOfEntry(words, at)
    if (end === undefined) throw notWhole(path)
    if (end > words.length) break
    const entry = words.subarray(at, end)
    if (kind === BATCH) await reader.batch(batchIn(entry))
    else reader.partEnd(entry[1] ?? 0, kind === PART_END ? hexOf(entry.subarray(2)) : undefined)
    at = end
  }
  return at
}

/** Undefined where no entry begins. */
function endOfEntry(words: Uint32Array, at: number): number | undefined {
  const kind = words[at]
  if (kind === BATCH) return endOfBatch(words, at)
  if (kind === PART_END) return at + 2 + SHA256_WORDS
  return kind === PLAIN_PART_END ? at + 2 : undefined
}

/** Beyond the words when its head is not among them. */
function endOfBatch(words: Uint32Array, at: number): number {
  const kept = words[at + 4] ?? Infinity
  const dropped = words[at + 5] ?? Infinity
  return at + BATCH_HEAD + (1 + KEY_WORDS) * kept + 2 * dropped
}

function batchIn(entry: Uint32Array): BatchEntry {
  const [, part = 0, read = 0, lineCount = 0, kept = 0] = entry
  const keysAt = BATCH_HEAD + kept
  const copiesAt = keysAt + KEY_WORDS * kept
  return {
    part,
    read,
    lineCount,
    lines: entry.subarray(BATCH_HEAD, keysAt),
    keys: entry.subarray(keysAt, copiesAt),
    copies: entry.subarray(copiesAt),
  }
}

function hexOf(words: Uint32Array): string {
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('')
}

function notWhole(path: string): LoradexError {
  return new LoradexError('export.damaged', {
    message: `${path}: expected what the interrupted export had read, saw something else`,
    details: { target: path },
    hint: 'Pass --restart to begin the export again.',
  })
}

const WORD = 2 ** 32

/** Rows as they stand in `copies`, two words each. */
export function wordsOfRows(rows: Float64Array): Uint32Array {
  const words = new Uint32Array(2 * rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    words[2 * index] = Math.floor(row / WORD)
    words[2 * index + 1] = row % WORD
  }
  return words
}

/** The row that stands at an index of `copies`. */
export function rowAt(copies: Uint32Array, index: number): number {
  return (copies[2 * index] ?? 0) * WORD + (copies[2 * index + 1] ?? 0)
}
