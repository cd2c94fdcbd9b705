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
const LEAST_BYTES = 5 * 1024 * 1024
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
      const load = { carrier: take(roomFor(candidates)), at: 0 }
      return {
        ...outcome,
        candidates: {
          bytes: moveBytes(load, candidates.bytes),
          ends: moveWords(load, candidates.ends),
          contentEnds: moveWords(load, candidates.contentEnds),
          lines: moveWords(load, candidates.lines),
          keys: moveWords(load, candidates.keys),
          splits: moveBytes(load, candidates.splits),
          lengths: moveWords(load, candidates.lengths),
          weights: moveFloats(load, candidates.weights),
          violations: moveBytes(load, candidates.violations),
          offsets: moveFloats(load, candidates.offsets),
          categories: { ...categories, numbers: moveWords(load, categories.numbers) },
          records: candidates.records,
        },
      }
    },
  }
}

interface Load {
  readonly carrier: ArrayBuffer
  /** Where there is room. */
  at: number
}

function place(load: Load, bytes: number): number {
  const start = load.at
  load.at += aligned(bytes)
  return start
}

function moveBytes(load: Load, column: Uint8Array): Uint8Array {
  const moved = new Uint8Array(load.carrier, place(load, column.byteLength), column.length)
  moved.set(column)
  return moved
}

function moveWords(load: Load, column: Uint32Array): Uint32Array {
  const moved = new Uint32Array(load.carrier, place(load, column.byteLength), column.length)
  moved.set(column)
  return moved
}

function moveFloats(load: Load, column: Float64Array): Float64Array {
  const moved = new Float64Array(load.carrier, place(load, column.byteLength), column.length)
  moved.set(column)
  return moved
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
