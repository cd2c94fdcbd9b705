import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { diskFailure } from '../../kernel/disk-failure.js'
import { LoradexError } from '../../kernel/error.js'
import type { GrowingScratch } from './growing-scratch.js'
import { ENTRY_WORDS, isOfKey, rowOf, segmentOf, SEGMENTS } from './key-entry.js'

const ENTRY_BYTES = ENTRY_WORDS * 4
/** Entries that are read at once to find one: 2.5 kB, as a read costs about the same up to 4. */
const PAGE_ENTRIES = 128

/** Entries in a file, segment after segment, each in ascending order of the second word. */
export interface KeyRun {
  readonly entries: number
  /** The row of a key; one read for nearly every key, whether it is there or not. */
  find(keys: Uint32Array, at: number): number | undefined
  /** Valid until the scratch is used again. */
  readSegment(segment: number, scratch: GrowingScratch): Uint32Array
  remove(): void
}

/** Writes the segments in turn and opens what is written. Others get their turn in between. */
export async function writeKeyRun(
  path: string,
  segmentAt: (segment: number) => Uint32Array,
): Promise<KeyRun> {
  const file = openFile(path)
  /** First entry of each segment, and the end. */
  const starts = new Float64Array(SEGMENTS + 1)
  /** The second word of the first entry of each page, by segment. */
  const pages: Uint32Array[] = []
  try {
    for (let segment = 0; segment < SEGMENTS; segment += 1) {
      const entries = segmentAt(segment)
      starts[segment + 1] = (starts[segment] ?? 0) + entries.length / ENTRY_WORDS
      pages.push(firstWords(entries))
      writeAll(file, bytesOf(entries))
      await new Promise((resolve) => setImmediate(resolve))
    }
  } catch (cause) {
    closeSync(file)
    throw failureOf(path, cause)
  }
  return openRun({ file, path, starts, pages })
}

function openFile(path: string): number {
  try {
    return openSync(path, 'wx+')
  } catch (cause) {
    throw diskFailure(path, cause)
  }
}

interface RunFile {
  readonly file: number
  readonly path: string
  readonly starts: Float64Array
  readonly pages: readonly Uint32Array[]
}

function openRun({ file, path, starts, pages }: RunFile): KeyRun {
  const page = new Uint32Array(PAGE_ENTRIES * ENTRY_WORDS)

  /** How many entries were read. */
  function readPage(segment: number, ordinal: number): number {
    const first = (starts[segment] ?? 0) + ordinal * PAGE_ENTRIES
    const count = Math.min(PAGE_ENTRIES, (starts[segment + 1] ?? 0) - first)
    readAt(first, count, page)
    return count
  }

  function readAt(first: number, count: number, into: Uint32Array): void {
    const bytes = bytesOf(into).subarray(0, count * ENTRY_BYTES)
    const position = first * ENTRY_BYTES
    try {
      for (let from = 0; from < bytes.length;) {
        const read = readSync(file, bytes, from, bytes.length - from, position + from)
        if (read === 0) throw new Error('the file ends before its time')
        from += read
      }
    } catch (cause) {
      throw diskFailure(path, cause)
    }
  }

  function findInPage(count: number, keys: Uint32Array, at: number): number | undefined {
    for (let entry = 0; entry < count * ENTRY_WORDS; entry += ENTRY_WORDS) {
      if (isOfKey(page, entry, keys, at)) return rowOf(page, entry)
    }
    return undefined
  }

  return {
    entries: starts[SEGMENTS] ?? 0,
    find(keys, at) {
      const segment = segmentOf(keys, at)
      const firsts = pages[segment] ?? new Uint32Array()
      const word = keys[at + 1] ?? 0
      // Equal words may go over several pages, the first of which starts with a lesser one.
      for (let ordinal = Math.max(0, countBelow(firsts, word) - 1); ; ordinal += 1) {
        if (ordinal >= firsts.length || (firsts[ordinal] ?? 0) > word) return undefined
        const row = findInPage(readPage(segment, ordinal), keys, at)
        if (row !== undefined) return row
      }
    },
    readSegment(segment, scratch) {
      const start = starts[segment] ?? 0
      const count = (starts[segment + 1] ?? 0) - start
      const entries = scratch.words(count * ENTRY_WORDS)
      readAt(start, count, entries)
      return entries
    },
    remove() {
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}

/** What has failed may be another run that is being read. */
function failureOf(path: string, cause: unknown): unknown {
  return cause instanceof LoradexError ? cause : diskFailure(path, cause)
}

function firstWords(entries: Uint32Array): Uint32Array {
  const count = Math.ceil(entries.length / (PAGE_ENTRIES * ENTRY_WORDS))
  return Uint32Array.from(
    { length: count },
    (_, page) => entries[page * PAGE_ENTRIES * ENTRY_WORDS + 1] ?? 0,
  )
}

/** How many of the ascending words are below this one. */
function countBelow(words: Uint32Array, word: number): number {
  let from = 0
  let to = words.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((words[middle] ?? 0) < word) from = middle + 1
    else to = middle
  }
  return from
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from)
}
