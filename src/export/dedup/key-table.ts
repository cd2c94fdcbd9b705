import { createKeySlots } from './key-slots.js'
import { spillKeys, type SpilledKeys } from './spilled-keys.js'

/**
 * 128-bit keys with the row where each was first seen. A row is counted from the start of the run and
 * is below 2^40 - 1. Answers are exact, whether the keys are in memory or on disk.
 */
export interface KeyTable {
  readonly size: number
  /**
   * Remembers the key whose four words start at `at`, unless it is known: then the row where it was
   * first seen is the answer.
   */
  addOrFind(keys: Uint32Array, at: number, row: number): number | undefined
  /** Remembers keys that differ from one another and from those known: one for each line, counted from a row. */
  addNew(keys: Uint32Array, lines: Uint32Array, firstRow: number): void
  /** Moves keys to the disk once they take more than the memory they may; to be awaited now and then. */
  makeRoom(): Promise<void>
  /** Lets go of files; may be called at any time and twice. */
  close(): void
}

/** Memory that keys may take, and where those go that it does not hold. */
export interface KeyMemory {
  readonly bytes: number
  /** Is made when it is needed, in a folder that there is; for this table alone. */
  readonly folder: string
}

/** Of the memory, once keys are on disk: new keys until they follow. The filter has the rest. */
const NEW_KEYS_SHARE = 3 / 8

/** Without `memory` all keys stay in memory: 26 to 31 bytes for each of many. */
export function createKeyTable(memory?: KeyMemory): KeyTable {
  let slots = createKeySlots()
  let spilled: SpilledKeys | undefined
  let spilledCount = 0

  function isOverfull(): boolean {
    if (!memory || slots.size === 0) return false
    return slots.bytes() > memory.bytes * (spilled ? NEW_KEYS_SHARE : 1)
  }

  return {
    get size() {
      return spilledCount + slots.size
    },
    addOrFind(keys, at, row) {
      const earlier = spilled?.find(keys, at)
      return earlier ?? slots.addOrFind(keys, at, row)
    },
    addNew: (keys, lines, firstRow) => slots.addNew(keys, lines, firstRow),
    async makeRoom() {
      if (!memory || !isOverfull()) return
      spilled ??= spillKeys(memory.folder)
      spilledCount += slots.size
      slots = await spilled.take(slots)
    },
    close() {
      spilled?.close()
    },
  }
}
