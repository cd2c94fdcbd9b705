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

const FIRST_CAPACITY = 8
/** Longer runs of taken slots than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.8
/** Small segments double, as they are many; from here on what is not used yet would be felt. */
const DOUBLES_UP_TO = 512
const GROWTH = 1.25

/**
 * Keys with their rows in memory: open addressing in 256 typed arrays. Each grows by itself, so that
 * no copy of all keys is ever made, and no limit of V8 is met before 10 GB of keys.
 */
export interface KeySlots {
  readonly size: number
  addOrFind(keys: Uint32Array, at: number, row: number): number | undefined
  /** Memory that the slots take. */
  bytes(): number
  /** Entries of the segment in ascending order of their second word; the segment is empty then. */
  takeSegment(segment: number): Uint32Array
}

interface Segment {
  slots: Uint32Array
  capacity: number
  size: number
}

export function createKeySlots(): KeySlots {
  const segments = Array.from({ length: SEGMENTS }, () => emptySegment(FIRST_CAPACITY))
  let capacity = SEGMENTS * FIRST_CAPACITY
  let size = 0

  return {
    get size() {
      return size
    },
    bytes: () => capacity * ENTRY_WORDS * 4,
    addOrFind(keys, at, row) {
      const segment = segments[segmentOf(keys, at)] ?? emptySegment(0)
      const { slots } = segment
      const slot = slotOf(segment, keys, at)
      if (!isFree(slots, slot)) return rowOf(slots, slot)
      writeEntry(slots, slot, { keys, at, row })
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
      const segment = segments[ordinal] ?? emptySegment(0)
      segments[ordinal] = emptySegment(FIRST_CAPACITY)
      capacity += FIRST_CAPACITY - segment.capacity
      size -= segment.size
      return sortedEntries(segment)
    },
  }
}

function emptySegment(capacity: number): Segment {
  return { slots: new Uint32Array(capacity * ENTRY_WORDS), capacity, size: 0 }
}

/** Where the key of this second word belongs; ascends with it. */
function homeOf(word: number, capacity: number): number {
  return Math.floor((word / 2 ** 32) * capacity)
}

/** Word index of the slot that holds the key, or of the free one that it would take. */
function slotOf({ slots, capacity }: Segment, keys: Uint32Array, at: number): number {
  let slot = homeOf(keys[at + 1] ?? 0, capacity) * ENTRY_WORDS
  while (!isFree(slots, slot) && !isOfKey(slots, slot, keys, at)) slot = nextSlot(slots, slot)
  return slot
}

function nextSlot(slots: Uint32Array, slot: number): number {
  const next = slot + ENTRY_WORDS
  return next === slots.length ? 0 : next
}

function grow(segment: Segment): void {
  const { slots: old, capacity } = segment
  segment.capacity = capacity < DOUBLES_UP_TO ? capacity * 2 : Math.ceil(capacity * GROWTH)
  const slots = new Uint32Array(segment.capacity * ENTRY_WORDS)
  segment.slots = slots
  for (let from = 0; from < old.length; from += ENTRY_WORDS) {
    if (isFree(old, from)) continue
    let slot = homeOf(old[from + 1] ?? 0, segment.capacity) * ENTRY_WORDS
    while (!isFree(slots, slot)) slot = nextSlot(slots, slot)
    copyEntry(old, from, { to: slots, at: slot })
  }
}

/** Word and slot in one number that sorts: a segment has fewer than 2^21 slots. */
const SLOT_RANGE = 2 ** 21

function sortedEntries({ slots, size }: Segment): Uint32Array {
  const order = new Float64Array(size)
  let count = 0
  for (let slot = 0; slot < slots.length; slot += ENTRY_WORDS) {
    if (isFree(slots, slot)) continue
    order[count] = (slots[slot + 1] ?? 0) * SLOT_RANGE + slot / ENTRY_WORDS
    count += 1
  }
  order.sort()
  const sorted = new Uint32Array(size * ENTRY_WORDS)
  for (let index = 0; index < size; index += 1) {
    const slot = ((order[index] ?? 0) % SLOT_RANGE) * ENTRY_WORDS
    copyEntry(slots, slot, { to: sorted, at: index * ENTRY_WORDS })
  }
  return sorted
}
