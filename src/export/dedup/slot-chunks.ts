import { ENTRY_WORDS } from './key-entry.js'

export const CHUNK_SHIFT = 9
/** 10 kB each. */
export const CHUNK_SLOTS: number = 1 << CHUNK_SHIFT
const CHUNK_WORDS = CHUNK_SLOTS * ENTRY_WORDS
const CHUNKS_PER_SLAB = 128
/** Of the first one, which is all that a small export needs. */
const FIRST_CHUNKS = 8

/** Free slots in pieces of one size: what one segment gives back serves another, so nothing is garbage. */
export interface SlotChunks {
  /** All zero. */
  take(): Uint32Array
  giveBack(chunk: Uint32Array): void
  /** The memory of all chunks, which are void then, in pieces of one size; what is left over is let go of. */
  release(): Uint32Array<ArrayBuffer>[]
}

/** Begins with memory that another one has released. */
export function slotChunks(slabs: readonly Uint32Array<ArrayBuffer>[] = []): SlotChunks {
  const unused = [...slabs]
  const all: Uint32Array<ArrayBuffer>[] = []
  const returned: Uint32Array[] = []
  let slab = new Uint32Array()
  let used = 0
  return {
    take() {
      const chunk = returned.pop()
      if (chunk) return chunk.fill(0)
      if (used === slab.length) {
        const chunks = all.length === 0 ? FIRST_CHUNKS : CHUNKS_PER_SLAB
        slab = unused.pop()?.fill(0) ?? new Uint32Array(CHUNK_WORDS * chunks)
        all.push(slab)
        used = 0
      }
      used += CHUNK_WORDS
      return slab.subarray(used - CHUNK_WORDS, used)
    },
    giveBack: (chunk) => void returned.push(chunk),
    release: () => [...unused, ...(all.length === 1 ? all : all.slice(1))],
  }
}
