import { packSparse, unpackSparse } from '../../kernel/packed-numbers.js'
import { countsOfCells, type ValueCounts, type ValueRange } from './value-counts.js'

/** Shorter lengths are counted apart. */
const EXACT_BITS = 14
/** Cells for each power of two above: 64, so that the middle of one is within 1/128 of all in it. */
const CELL_BITS = 6
export const CELL_ERROR = 0.01

const EXACT_LENGTHS = 1 << EXACT_BITS
const FIRST_CELLS = 128

/** Samples by length, growing with the longest one: at most 150 KB. */
export interface LengthCells {
  add(length: number): void
  /** Count of each cell; cells of longer lengths come later. Valid until the next `add`. */
  cells(): Float64Array
  /** For `countLengths`. */
  save(): string
}

export function countLengths(from?: string): LengthCells {
  let cells = from === undefined ? new Float64Array(FIRST_CELLS) : unpackSparse(from)
  return {
    add(length) {
      const cell = length < EXACT_LENGTHS ? length : cellOf(length)
      if (cell >= cells.length) {
        const larger = new Float64Array(Math.max(cells.length * 2, cell + 1))
        larger.set(cells)
        cells = larger
      }
      cells[cell] = (cells[cell] ?? 0) + 1
    },
    cells: () => cells,
    save: () => packSparse(cells),
  }
}

/** Whole-number arithmetic alone: logarithms may differ from one machine to the next. */
function cellOf(length: number): number {
  const bits = 31 - Math.clz32(length)
  const within = (length >>> (bits - CELL_BITS)) & ((1 << CELL_BITS) - 1)
  return EXACT_LENGTHS + ((bits - EXACT_BITS) << CELL_BITS) + within
}

/** The length itself, or the middle of those in the cell. */
function lengthOf(cell: number): number {
  if (cell < EXACT_LENGTHS) return cell
  const bits = EXACT_BITS + ((cell - EXACT_LENGTHS) >>> CELL_BITS)
  const width = 2 ** (bits - CELL_BITS)
  const within = (cell - EXACT_LENGTHS) & ((1 << CELL_BITS) - 1)
  return 2 ** bits + within * width + width / 2
}

export function addCells(left: Float64Array, right: Float64Array): Float64Array {
  const [longer, shorter] = left.length < right.length ? [right, left] : [left, right]
  const sum = longer.slice()
  for (const [cell, count] of shorter.entries()) sum[cell] = (sum[cell] ?? 0) + count
  return sum
}

export function lengthCounts(cells: Float64Array, range: ValueRange): ValueCounts {
  return countsOfCells(cells, lengthOf, range)
}

/** Of what `lengthCounts` gives: 0 where every length was counted apart. */
export function lengthError(max: number): number {
  return max < EXACT_LENGTHS ? 0 : CELL_ERROR
}
