import {
  packNumbers,
  packSparse,
  unpackNumbers,
  unpackSparse,
} from '../../kernel/packed-numbers.js'
import { CELL_ERROR } from './length-cells.js'
import { countsOfCells, type ValueCounts, type ValueRange } from './value-counts.js'

/** Different weights counted apart; freshness gives every record one of its own. */
const MAX_DIFFERENT = 4096
/** Of the 32 bits of a hash those that name a slot: 64 slots at first, as most exports have few weights. */
const FIRST_BITS = 6
/** Of the upper half of a float64: sign, exponent and 6 bits of the fraction are left. */
const DROPPED_BITS = 14
const CELLS = 2 ** (31 - DROPPED_BITS)

/** Samples by weight, in at most 1 MB: exactly, until there are too many different weights. */
export interface WeightCells {
  /** Takes weights from 0. */
  add(weight: number): void
  counts(range: ValueRange): ValueCounts
  /** For `countWeights`. */
  save(): WeightCellsState
  /** Greatest relative error of the values in `counts`. */
  relativeError(): number
}

/** Each different weight with its count, or what every cell counts. Plain JSON. */
export type WeightCellsState = { readonly exact: string } | { readonly cells: string }

export function countWeights(from?: WeightCellsState): WeightCells {
  /** Weight of each slot, and how often it came; a slot is free while that is 0. */
  let slotBits = FIRST_BITS
  let weights = new Float64Array(1 << slotBits)
  let times = new Float64Array(weights.length)
  let different = 0
  /** Counts by cell, once there are too many weights. */
  let cells: Float64Array | undefined
  if (from && 'cells' in from) cells = unpackSparse(from.cells)
  if (from && 'exact' in from) restore(unpackNumbers(from.exact))

  function slotOf(weight: number): number {
    // The two zeros are one weight.
    bits[0] = weight + 0
    const hash = Math.imul(words[0] ?? 0, 0x9e3779b1) ^ Math.imul(words[1] ?? 0, 0x85ebca77)
    let slot = hash >>> (32 - slotBits)
    while (times[slot] !== 0 && weights[slot] !== weight) slot = (slot + 1) & (times.length - 1)
    return slot
  }

  /** With room so that a free slot is never far. */
  function put(slot: number, weight: number, count: number): void {
    weights[slot] = weight
    times[slot] = count
    different += 1
    if (different > MAX_DIFFERENT) cells = pour()
    else if (2 * different > times.length) grow()
  }

  function grow(): void {
    const held = pairs()
    slotBits += 1
    weights = new Float64Array(1 << slotBits)
    times = new Float64Array(weights.length)
    different = 0
    restore(held)
  }

  function restore(counted: Float64Array): void {
    for (let at = 0; at < counted.length; at += 2) {
      const weight = counted[at] ?? 0
      put(slotOf(weight), weight, counted[at + 1] ?? 0)
    }
  }

  /** In the order of weights: which came first is not to be seen. */
  function pairs(): Float64Array {
    const { values, counts } = inOrder(weights, times)
    return Float64Array.from(values.flatMap((weight, at) => [weight, counts[at] ?? 0]))
  }

  function pour(): Float64Array {
    const poured = new Float64Array(CELLS)
    for (const [slot, count] of times.entries()) {
      const cell = cellOf(weights[slot] ?? 0)
      poured[cell] = (poured[cell] ?? 0) + count
    }
    return poured
  }

  return {
    add(weight) {
      if (cells) {
        const cell = cellOf(weight)
        cells[cell] = (cells[cell] ?? 0) + 1
        return
      }
      const slot = slotOf(weight)
      const count = times[slot] ?? 0
      if (count > 0) times[slot] = count + 1
      else put(slot, weight, 1)
    },
    counts: (range) => (cells ? countsOfCells(cells, weightOf, range) : inOrder(weights, times)),
    save: () => (cells ? { cells: packSparse(cells) } : { exact: packNumbers(pairs()) }),
    relativeError: () => (cells ? CELL_ERROR : 0),
  }
}

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
const float = new DataView(new ArrayBuffer(8))

/** Floats from 0 stand in the order of their bits. */
function cellOf(weight: number): number {
  float.setFloat64(0, weight + 0)
  return float.getUint32(0) >>> DROPPED_BITS
}

/** The middle of the weights in the cell: within 1/128 of each. */
function weightOf(cell: number): number {
  return cell === 0 ? 0 : (lowest(cell) + lowest(cell + 1)) / 2
}

function lowest(cell: number): number {
  float.setUint32(0, cell << DROPPED_BITS)
  float.setUint32(4, 0)
  return float.getFloat64(0)
}

function inOrder(weights: Float64Array, times: Float64Array): ValueCounts {
  const taken: number[] = []
  for (let slot = 0; slot < times.length; slot += 1) if (times[slot] !== 0) taken.push(slot)
  taken.sort((left, right) => (weights[left] ?? 0) - (weights[right] ?? 0))
  return {
    values: taken.map((slot) => weights[slot] ?? 0),
    counts: taken.map((slot) => times[slot] ?? 0),
    total: taken.reduce((sum, slot) => sum + (times[slot] ?? 0), 0),
  }
}
