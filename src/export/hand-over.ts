import type { BatchOutcome } from './batch-outcome.js'

/** Blocks of memory that outcomes travel in between threads, there and back. */
export interface Carriers {
  /**
   * Moves the columns of an outcome into one block, which the outcome then lies in: what it lay in
   * before may change. The block is `carrierOf` the outcome.
   */
  load(outcome: BatchOutcome): BatchOutcome
  /** Takes a block back, to be used again: memory that is new to the process is slow. */
  giveBack(carrier: ArrayBuffer): void
}

/** A block of so many bytes carries most batches. */
const LEAST_BYTES = 2 * 1024 * 1024
const ALIGNMENT = 8

export function createCarriers(): Carriers {
  const free: ArrayBuffer[] = []

  function take(bytes: number): ArrayBuffer {
    const carrier = free.pop()
    return carrier && carrier.byteLength >= bytes
      ? carrier
      : new ArrayBuffer(Math.max(bytes, LEAST_BYTES))
  }

  return {
    giveBack: (carrier) => void free.push(carrier),
    load(outcome) {
      const { candidates } = outcome
      const { categories } = candidates
      const carrier = take(roomFor(candidates))
      let at = 0
      const place = (bytes: number): number => {
        const start = at
        at += aligned(bytes)
        return start
      }
      const bytes = (column: Uint8Array): Uint8Array => {
        const moved = new Uint8Array(carrier, place(column.byteLength), column.length)
        moved.set(column)
        return moved
      }
      const words = (column: Uint32Array): Uint32Array => {
        const moved = new Uint32Array(carrier, place(column.byteLength), column.length)
        moved.set(column)
        return moved
      }
      const floats = (column: Float64Array): Float64Array => {
        const moved = new Float64Array(carrier, place(column.byteLength), column.length)
        moved.set(column)
        return moved
      }
      return {
        ...outcome,
        candidates: {
          bytes: bytes(candidates.bytes),
          ends: words(candidates.ends),
          contentEnds: words(candidates.contentEnds),
          lines: words(candidates.lines),
          keys: words(candidates.keys),
          splits: bytes(candidates.splits),
          lengths: words(candidates.lengths),
          weights: floats(candidates.weights),
          violations: bytes(candidates.violations),
          offsets: floats(candidates.offsets),
          categories: { ...categories, numbers: words(categories.numbers) },
          records: candidates.records,
        },
      }
    },
  }
}

/** The block that a loaded outcome lies in. */
export function carrierOf({ candidates }: BatchOutcome): ArrayBuffer {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see `load`
  return candidates.bytes.buffer as ArrayBuffer
}

function roomFor(candidates: BatchOutcome['candidates']): number {
  const columns: readonly unknown[] = Object.values({ ...candidates, ...candidates.categories })
  return columns.reduce<number>(
    (sum, column) => (ArrayBuffer.isView(column) ? sum + aligned(column.byteLength) : sum),
    0,
  )
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
}
