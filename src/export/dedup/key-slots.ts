import {
  copyEntry,
  ENTRY_WORDS,
  isFree,
  isOfKey,
  rowOf,
  segmentOf,
  SEGMENTS,
  writeEntry,
} from './key-entry.js'
import { growingScratch } from './growing-scratch.js'
import { CHUNK_SHIFT, CHUNK_SLOTS, slotChunks } from './slot-chunks.js'

/** Longer runs of taken slots than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.8
/** By a quarter, so that few slots are free; by half as long as they are not many. */
const GROWTH = { many: 1.25, few: 1.5 }
const MANY_CHUNKS = 32
const CHUNK_MASK = CHUNK_SLOTS - 1

/**
 * Keys with their rows in memory: open addressing in 256 segments that grow one by one, chunk by chunk,
 * so that no copy of all keys is ever made and no limit of V8 is met before 10 GB of keys.
 */
export interface KeySlots {
  readonly size: number
  addOrFind(keys: Uint32Array, at: number, row: number): number | undefined
  /** Memory that the slots take. */
  bytes(): number
  /**
   * Entries of the segment in ascending order of their second word; the segment is empty then. Valid
   * until the next call.
   */
  takeSegment(segment: number): Uint32Array
  /** The memory of the slots, which are void then. */
  release(): Uint32Array<ArrayBuffer>[]
}

interface Segment {
  chunks: Uint32Array[]
  capacity: number
  size: number
}

export function createKeySlots(slabs?: readonly Uint32Array<ArrayBuffer>[]): KeySlots {
  const pool = slotChunks(slabs)
  const scratch = growingScratch()
  const segments = Array.from({ length: SEGMENTS }, emptySegment)
  let capacity = SEGMENTS * CHUNK_SLOTS
  let size = 0

  function emptySegment(): Segment {
    return { chunks: [pool.take()], capacity: CHUNK_SLOTS, size: 0 }
  }

  /** Through the scratch, as the slots that a segment has are among those that it will have. */
  function grow(segment: Segment): void {
    const entries = takenEntries(segment, scratch.words(segment.size * ENTRY_WORDS))
    for (const chunk of segment.chunks) chunk.fill(0)
    const growth = segment.chunks.length < MANY_CHUNKS ? GROWTH.few : GROWTH.many
    const chunks = Math.ceil(segment.chunks.length * growth)
    while (segment.chunks.length < chunks) segment.chunks.push(pool.take())
    segment.capacity = chunks * CHUNK_SLOTS
    for (let entry = 0; entry < entries.length; entry += ENTRY_WORDS) {
      let slot = homeOf(entries[entry + 1] ?? 0, segment.capacity)
      for (;;) {
        const chunk = chunkOf(segment, slot)
        const at = (slot & CHUNK_MASK) * ENTRY_WORDS
        if (isFree(chunk, at)) {
          copyEntry(entries, entry, { to: chunk, at })
          break
        }
        slot = slot + 1 === segment.capacity ? 0 : slot + 1
      }
    }
  }

  return {
    get size() {
      return size
    },
    bytes: () => capacity * ENTRY_WORDS * 4,
    addOrFind(keys, at, row) {
      const segment = segments[segmentOf(keys, at)] ?? emptySegment()
      let slot = homeOf(keys[at + 1] ?? 0, segment.capacity)
      for (;;) {
        const chunk = chunkOf(segment, slot)
        const place = (slot & CHUNK_MASK) * ENTRY_WORDS
        if (isFree(chunk, place)) {
          writeEntry(chunk, place, { keys, at, row })
          break
        }
        if (isOfKey(chunk, place, keys, at)) return rowOf(chunk, place)
        slot = slot + 1 === segment.capacity ? 0 : slot + 1
      }
      segment.size += 1
      size += 1
      if (segment.size > segment.capacity * MAX_LOAD) {
        capacity -= segment.capacity
        grow(segment)
        capacity += segment.capacity
      }
      return undefined
    },
    takeSegment(ordinal) {
      const segment = segments[ordinal] ?? emptySegment()
      const words = segment.size * ENTRY_WORDS
      const halves = scratch.words(2 * words)
      const taken = takenEntries(segment, halves.subarray(0, words))
      for (const chunk of segment.chunks) pool.giveBack(chunk)
      capacity += CHUNK_SLOTS - segment.capacity
      size -= segment.size
      segments[ordinal] = emptySegment()
      return sortEntries(taken, halves.subarray(words))
    },
    release: pool.release,
  }
}

/** Where the key of this second word belongs; ascends with it. */
function homeOf(word: number, capacity: number): number {
  return Math.floor((word / 2 ** 32) * capacity)
}

const nothing = new Uint32Array()

function chunkOf({ chunks }: Segment, slot: number): Uint32Array {
  return chunks[slot >>> CHUNK_SHIFT] ?? nothing
}

function takenEntries({ chunks }: Segment, into: Uint32Array): Uint32Array {
  let end = 0
  for (const chunk of chunks) {
    for (let slot = 0; slot < chunk.length; slot += ENTRY_WORDS) {
      if (isFree(chunk, slot)) continue
      copyEntry(chunk, slot, { to: into, at: end })
      end += ENTRY_WORDS
    }
  }
  return into
}

/** Word and index in one number that sorts: a segment has fewer than 2^21 slots. */
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
