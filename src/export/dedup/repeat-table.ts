/** Rows of a chunk of the bitmap, which is made when one of them is met. */
const CHUNK_ROWS = 2 ** 16
const FIRST_CAPACITY = 1 << 8
/** Longer runs of taken slots than this load brings cost more than the memory saved. */
const MAX_LOAD = 0.6

/**
 * How often each row was met: a bit for each row up to the last one that was, and 12 bytes per slot in
 * a table for those met twice or more.
 */
export interface RepeatTable {
  /** Different rows. */
  readonly size: number
  /** Counts the row once more, and says how often that makes. */
  raise(row: number): number
}

export function createRepeatTable(): RepeatTable {
  const chunks: Uint32Array[] = []
  let capacity = FIRST_CAPACITY
  /** Plus one: zero tells a free slot. */
  let rows = new Float64Array(capacity)
  let counts = new Uint32Array(capacity)
  let taken = 0
  let size = 0

  /** Whether it was met before. */
  function meet(row: number): boolean {
    const chunk = (chunks[Math.floor(row / CHUNK_ROWS)] ??= new Uint32Array(CHUNK_ROWS / 32))
    const bit = row % CHUNK_ROWS
    const word = chunk[bit >>> 5] ?? 0
    chunk[bit >>> 5] = word | (1 << (bit & 31))
    return ((word >>> (bit & 31)) & 1) === 1
  }

  /** The slot that holds the row, or the free one where it belongs. */
  function slotOf(stored: number): number {
    let slot = hash(stored) & (capacity - 1)
    while (rows[slot] !== 0 && rows[slot] !== stored) slot = (slot + 1) & (capacity - 1)
    return slot
  }

  function grow(): void {
    const [oldRows, oldCounts] = [rows, counts]
    capacity *= 2
    rows = new Float64Array(capacity)
    counts = new Uint32Array(capacity)
    for (const [from, row] of oldRows.entries()) {
      if (row === 0) continue
      const slot = slotOf(row)
      rows[slot] = row
      counts[slot] = oldCounts[from] ?? 0
    }
  }

  return {
    get size() {
      return size
    },
    raise(row) {
      if (!meet(row)) {
        size += 1
        return 1
      }
      const slot = slotOf(row + 1)
      const count = (counts[slot] || 1) + 1
      counts[slot] = count
      if (rows[slot] !== 0) return count
      rows[slot] = row + 1
      taken += 1
      if (taken > capacity * MAX_LOAD) grow()
      return count
    },
  }
}

function hash(row: number): number {
  const mixed = Math.imul(row, 0x9e3779b1) ^ Math.imul(row / 2 ** 32, 0x85ebca77)
  return mixed ^ (mixed >>> 15)
}
