import {
  copyEntry,
  ENTRY_WORDS,
  isOfKey,
  rowOf,
  segmentOf,
  SEGMENTS,
  writeEntry,
} from './key-entry.js'
import { KEY_WORDS } from '../content-key.js'
import { growingScratch } from './growing-scratch.js'
import { CHUNK_SHIFT, CHUNK_SLOTS, slotChunks } from './slot-chunks.js'

/** Longer runs of taken places than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.75
/** Few, as most exports are small. */
const FIRST_PLACES = 16
const CHUNK_MASK = CHUNK_SLOTS - 1

/** Of a place: the number of the entry plus one, below bits of the key that tell most others from it. */
const ORDINAL_BITS = 21
const ORDINAL_MASK = (1 << ORDINAL_BITS) - 1

/**
 * Keys with their rows in memory, in 256 segments. The entries of a segment stand one behind the other, in
 * chunks, so that no copy of all keys is ever made and no limit of V8 is met before 10 GB of keys. What is
 * searched is an index of four bytes a place, by open addressing: small enough for the caches.
 */
export interface KeySlots {
  readonly size: number
  addOrFind(keys: Uint32Array, at: number, row: number): number | undefined
  /**
   * Adds keys that differ from one another and from those there, one for each line, counted from a row: in a
   * third of the time, as the index of a segment is made of all at once when the segment is next searched.
   */
  addNew(keys: Uint32Array, lines: Uint32Array, firstRow: number): void
  /** Memory that entries and indexes take. */
  bytes(): number
  /**
   * Entries of the segment in ascending order of their second word; the segment is empty then. Valid
   * until the next call.
   */
  takeSegment(segment: number): Uint32Array
  /** The memory of the entries, which are void then. */
  release(): Uint32Array<ArrayBuffer>[]
}

interface Segment {
  /** Places, as many as a power of two; 0 for a free one. */
  index: Uint32Array
  /** As many as the index has, or has to have: it does not hold all entries then. */
  places: number
  /** Of the second word of a key: what is left are the bits that say where it belongs. */
  shift: number
  chunks: Uint32Array[]
  size: number
}

export function createKeySlots(slabs?: readonly Uint32Array<ArrayBuffer>[]): KeySlots {
  const pool = slotChunks(slabs)
  const scratch = growingScratch()
  /** Made when a key of theirs comes. */
  const segments: (Segment | undefined)[] = []
  let places = SEGMENTS * FIRST_PLACES
  let chunks = 0
  let size = 0

  function append(segment: Segment, entry: Parameters<typeof writeEntry>[2]): void {
    if (segment.size === ORDINAL_MASK) throw new RangeError('a segment of keys is full')
    if (segment.size === segment.chunks.length * CHUNK_SLOTS) {
      segment.chunks.push(pool.take())
      chunks += 1
    }
    writeEntry(chunkOf(segment, segment.size), placeIn(segment.size), entry)
    segment.size += 1
    size += 1
    if (segment.size <= segment.places * MAX_LOAD) return
    places += segment.places
    segment.places *= 2
  }

  return {
    get size() {
      return size
    },
    bytes: () => 4 * (places + chunks * CHUNK_SLOTS * ENTRY_WORDS),
    addOrFind(keys, at, row) {
      const segment = (segments[segmentOf(keys, at)] ??= emptySegment())
      if (segment.places !== segment.index.length) makeIndex(segment)
      const { index } = segment
      const bits = bitsOf(keys[at + 2] ?? 0)
      let place = (keys[at + 1] ?? 0) >>> segment.shift
      for (;;) {
        const held = index[place] ?? 0
        if (held === 0) break
        if (held >>> ORDINAL_BITS === bits) {
          const ordinal = (held & ORDINAL_MASK) - 1
          const chunk = chunkOf(segment, ordinal)
          const entry = placeIn(ordinal)
          if (isOfKey(chunk, entry, keys, at)) return rowOf(chunk, entry)
        }
        place = (place + 1) & (index.length - 1)
      }
      index[place] = heldFor(bits, segment.size)
      append(segment, { keys, at, row })
      return undefined
    },
    addNew(keys, lines, firstRow) {
      for (let key = 0; key < lines.length; key += 1) {
        const at = key * KEY_WORDS
        const segment = (segments[segmentOf(keys, at)] ??= emptySegment())
        segment.index = nothing
        append(segment, { keys, at, row: firstRow + (lines[key] ?? 0) })
      }
    },
    takeSegment(ordinal) {
      const segment = segments[ordinal] ?? emptySegment()
      const words = segment.size * ENTRY_WORDS
      const halves = scratch.words(2 * words)
      const taken = entriesOf(segment, halves.subarray(0, words))
      for (const chunk of segment.chunks) pool.giveBack(chunk)
      places += FIRST_PLACES - segment.places
      chunks -= segment.chunks.length
      size -= segment.size
      segments[ordinal] = emptySegment()
      return sortEntries(taken, halves.subarray(words))
    },
    release: pool.release,
  }
}

function emptySegment(): Segment {
  return {
    index: new Uint32Array(FIRST_PLACES),
    places: FIRST_PLACES,
    shift: shiftFor(FIRST_PLACES),
    chunks: [],
    size: 0,
  }
}

/** Of as many places as it has to have; the entries stay where they are. */
function makeIndex(segment: Segment): void {
  const index = new Uint32Array(segment.places)
  const shift = shiftFor(segment.places)
  for (let ordinal = 0; ordinal < segment.size; ordinal += 1) {
    const chunk = chunkOf(segment, ordinal)
    const entry = placeIn(ordinal)
    let place = (chunk[entry + 1] ?? 0) >>> shift
    while (index[place] !== 0) place = (place + 1) & (index.length - 1)
    index[place] = heldFor(bitsOf(chunk[entry + 2] ?? 0), ordinal)
  }
  segment.index = index
  segment.shift = shift
}

function shiftFor(places: number): number {
  return Math.clz32(places - 1)
}

function bitsOf(word: number): number {
  return word >>> ORDINAL_BITS
}

function heldFor(bits: number, ordinal: number): number {
  return (bits << ORDINAL_BITS) | (ordinal + 1)
}

const nothing = new Uint32Array()

function chunkOf({ chunks }: Segment, ordinal: number): Uint32Array {
  return chunks[ordinal >>> CHUNK_SHIFT] ?? nothing
}

function placeIn(ordinal: number): number {
  return (ordinal & CHUNK_MASK) * ENTRY_WORDS
}

function entriesOf({ chunks }: Segment, into: Uint32Array): Uint32Array {
  let at = 0
  for (const chunk of chunks) {
    const words = Math.min(chunk.length, into.length - at)
    into.set(chunk.subarray(0, words), at)
    at += words
  }
  return into
}

/** Word and index in one number that sorts: a segment has fewer entries. */
const INDEX_RANGE = 2 ** 21

function sortEntries(entries: Uint32Array, into: Uint32Array): Uint32Array {
  const order = new Float64Array(entries.length / ENTRY_WORDS)
  for (let index = 0; index < order.length; index += 1) {
    order[index] = (entries[index * ENTRY_WORDS + 1] ?? 0) * INDEX_RANGE + index
  }
  order.sort()
  for (let index = 0; index < order.length; index += 1) {
    const from = ((order[index] ?? 0) % INDEX_RANGE) * ENTRY_WORDS
    copyEntry(entries, from, { to: into, at: index * ENTRY_WORDS })
  }
  return into
}
