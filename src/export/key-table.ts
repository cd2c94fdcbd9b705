/** Words of 32 bits per slot: four of key, then what is remembered with it. */
const KEY_WORDS = 4
const SLOT_WORDS = KEY_WORDS + 2
const FIRST_CAPACITY = 1 << 12
/** Longer runs of taken slots than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.6

/** Where a record stands: the ordinal of its batch in the run, and its line within the batch. */
export interface RecordPlace {
  readonly batch: number
  readonly line: number
}

/**
 * 128-bit keys with the place where each was first seen; 24 bytes per slot in one typed array, as a
 * JavaScript `Map` ends at 2^24 entries and takes several times the memory.
 */
export interface KeyTable {
  readonly size: number
  /**
   * Remembers the key whose words start at `at`, unless it is known: then the place where it was
   * first seen is the answer.
   */
  addOrFind(keys: Uint32Array, at: number, place: RecordPlace): RecordPlace | undefined
}

export function createKeyTable(): KeyTable {
  let capacity = FIRST_CAPACITY
  let slots = new Uint32Array(capacity * SLOT_WORDS)
  let size = 0

  /** Word index of the slot that holds the key, or of the free one where it belongs. */
  function slotOf(keys: Uint32Array, at: number): number {
    let index = (keys[at] ?? 0) & (capacity - 1)
    for (;;) {
      const slot = index * SLOT_WORDS
      if (isFree(slot) || holds(slot, keys, at)) return slot
      index = (index + 1) & (capacity - 1)
    }
  }

  /** The batch is stored plus one, so that zero tells a free slot. */
  function isFree(slot: number): boolean {
    return slots[slot + KEY_WORDS] === 0
  }

  function holds(slot: number, keys: Uint32Array, at: number): boolean {
    return (
      slots[slot] === keys[at] &&
      slots[slot + 1] === keys[at + 1] &&
      slots[slot + 2] === keys[at + 2] &&
      slots[slot + 3] === keys[at + 3]
    )
  }

  function grow(): void {
    const old = slots
    capacity *= 2
    slots = new Uint32Array(capacity * SLOT_WORDS)
    for (let from = 0; from < old.length; from += SLOT_WORDS) {
      if (old[from + KEY_WORDS] === 0) continue
      const slot = slotOf(old, from)
      for (let word = 0; word < SLOT_WORDS; word += 1) slots[slot + word] = old[from + word] ?? 0
    }
  }

  return {
    get size() {
      return size
    },
    addOrFind(keys, at, { batch, line }) {
      const slot = slotOf(keys, at)
      if (!isFree(slot)) {
        return { batch: (slots[slot + KEY_WORDS] ?? 0) - 1, line: slots[slot + KEY_WORDS + 1] ?? 0 }
      }
      for (let word = 0; word < KEY_WORDS; word += 1) slots[slot + word] = keys[at + word] ?? 0
      slots[slot + KEY_WORDS] = batch + 1
      slots[slot + KEY_WORDS + 1] = line
      size += 1
      if (size > capacity * MAX_LOAD) grow()
      return undefined
    },
  }
}
