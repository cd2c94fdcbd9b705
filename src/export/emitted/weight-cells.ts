import { CELL_ERROR } from './length-cells.js'
import { countsOfCells, type ValueCounts, type ValueRange } from './value-counts.js'

/** Different weights counted apart; freshness gives every record one of its own. */
const MAX_DIFFERENT = 4096
/** Of the upper half of a float64: sign, exponent and 6 bits of the fraction are left. */
const DROPPED_BITS = 14
const CELLS = 2 ** (31 - DROPPED_BITS)

/** Samples by weight, in at most 1 MB: exactly, until there are too many different weights. */
export interface WeightCells {
  /** Takes weights from 0. */
  add(weight: number): void
  counts(range: ValueRange): ValueCounts
  /** Greatest relative error of the values in `counts`. */
  relativeError(): number
}

export function countWeights(): WeightCells {
  let exact: Map<number, number> | undefined = new Map()
  let cells = new Float64Array(0)
  // Weights are mostly all the same: these are counted without a look-up.
  let last = 1
  let repeats = 0

  function flush(): void {
    if (repeats === 0) return
    if (exact) exact.set(last, (exact.get(last) ?? 0) + repeats)
    else raise(last, repeats)
    repeats = 0
    if (!exact || exact.size <= MAX_DIFFERENT) return
    cells = new Float64Array(CELLS)
    for (const [weight, count] of exact) raise(weight, count)
    exact = undefined
  }

  function raise(weight: number, by: number): void {
    const cell = cellOf(weight)
    cells[cell] = (cells[cell] ?? 0) + by
  }

  return {
    add(weight) {
      if (weight !== last) {
        flush()
        last = weight
      }
      repeats += 1
    },
    counts(range) {
      flush()
      return exact ? inOrder(exact) : countsOfCells(cells, weightOf, range)
    },
    relativeError() {
      flush()
      return exact ? 0 : CELL_ERROR
    },
  }
}

const float = new DataView(new ArrayBuffer(8))

/** Floats from 0 stand in the order of their bits. */
function cellOf(weight: number): number {
  float.setFloat64(0, weight)
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

function inOrder(exact: ReadonlyMap<number, number>): ValueCounts {
  const ascending = Array.from(exact).toSorted(([left], [right]) => left - right)
  return {
    values: ascending.map(([weight]) => weight),
    counts: ascending.map(([, count]) => count),
    total: ascending.reduce((sum, [, count]) => sum + count, 0),
  }
}
