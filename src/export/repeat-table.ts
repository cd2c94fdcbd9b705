import type { RecordPlace } from './key-table.js'

/** Words of 32 bits per slot: batch plus one (0 tells a free slot), line, count. */
const SLOT_WORDS = 3
const FIRST_CAPACITY = 1 << 8
/** Longer runs of taken slots than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.6

/** How often each place was met; 12 bytes per slot in one typed array, for places met at all. */
export interface RepeatTable {
  /** Different places. */
  readonly size: number
  /** Counts the place once more, and says how often that makes. */
  raise(place: RecordPlace): number
}

export function createRepeatTable(): RepeatTable {
  let capacity = FIRST_CAPACITY
  let slots = new Uint32Array(capacity * SLOT_WORDS)
  let size = 0

  /** Word index of the slot that holds the place, or of the free one where it belongs. */
  function slotOf(mark: number, line: number): number {
    let index = hash(mark, line) & (capacity - 1)
    for (;;) {
      const slot = index * SLOT_WORDS
      if (slots[slot] === 0 || (slots[slot] === mark && slots[slot + 1] === line)) return slot
      index = (index + 1) & (capacity - 1)
    }
  }

  function grow(): void {
    const old = slots
    capacity *= 2
    slots = new Uint32Array(capacity * SLOT_WORDS)
    for (let from = 0; from < old.length; from += SLOT_WORDS) {
      if (old[from] === 0) continue
      const slot = slotOf(old[from] ?? 0, old[from + 1] ?? 0)
      for (let word = 0; word < SLOT_WORDS; word += 1) slots[slot + word] = old[from + word] ?? 0
    }
  }

  return {
    get size() {
      return size
    },
    raise({ batch, line }) {
      const slot = slotOf(batch + 1, line)
      const count = (slots[slot + 2] ?? 0) + 1
      slots[slot + 2] = count
      if (slots[slot] !== 0) return count
      slots[slot] = batch + 1
      slots[slot + 1] = line
      size += 1
      if (size > capacity * MAX_LOAD) grow()
      return count
    },
  }
}

function hash(mark: number, line: number): number {
  const mixed = Math.imul(mark, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  return mixed ^ (mixed >>> 15)
}
