import type { Distribution, Drift, Range, SplitLengths } from '../../records/distribution.js'
import { distributionOf } from './distribution.js'
import { driftOf, type CellCounts } from './drift.js'
import { binsFor } from './histogram.js'
import {
  addCells,
  countLengths,
  lengthCounts,
  lengthError,
  type LengthCells,
} from './length-cells.js'
import { startRange, type RangeSums } from './range.js'

/** The split that the others are for, whatever its size. */
const TRAINING = 'train'

/** Lengths of the samples of one split. */
export interface SplitLengthSums {
  readonly name: string
  readonly range: RangeSums
  readonly cells: LengthCells
}

/** Plain JSON. */
export interface SplitLengthsState {
  readonly range: string
  readonly cells: string
}

export function startSplitLengths(name: string, from?: SplitLengthsState): SplitLengthSums {
  return { name, range: startRange(from?.range), cells: countLengths(from?.cells) }
}

export function saveSplitLengths({ range, cells }: SplitLengthSums): SplitLengthsState {
  return { range: range.save(), cells: cells.save() }
}

export interface LengthReports {
  /** Of all splits together. */
  readonly length: Distribution
  readonly split_lengths: Readonly<Record<string, SplitLengths>>
}

export function reportLengths(splits: readonly SplitLengthSums[]): LengthReports {
  const all = splits.map(({ cells }) => cells.cells()).reduce(addCells, new Float64Array(0))
  const range = joinRanges(splits.map(({ range: sums }) => sums))
  const counted = lengthCounts(all, range)
  const relativeError = lengthError(range.max)
  const bins = binsFor(counted, { whole: true, exact: relativeError === 0 })
  const length = distributionOf({ counted, range, bins, relativeError })
  const reference = referenceOf(splits)
  const entries = splits.map((split): [string, SplitLengths] => {
    const ownRange = split.range.report()
    const own = {
      counted: lengthCounts(split.cells.cells(), ownRange),
      range: ownRange,
      bins,
      relativeError: lengthError(ownRange.max),
    }
    const drift = driftFrom(reference, split)
    return [split.name, { samples: split.range.count(), ...distributionOf(own), drift }]
  })
  return { length, split_lengths: Object.fromEntries(entries) }
}

/** Sums of whole numbers are exact, so that their order does not count. */
function joinRanges(ranges: readonly RangeSums[]): Range {
  const filled = ranges.filter((range) => range.count() > 0)
  if (filled.length === 0) return { min: 0, max: 0, mean: 0 }
  const reports = filled.map((range) => range.report())
  const sum = filled.reduce((total, range) => total + range.sum(), 0)
  const count = filled.reduce((total, range) => total + range.count(), 0)
  return {
    min: Math.min(...reports.map(({ min }) => min)),
    max: Math.max(...reports.map(({ max }) => max)),
    mean: sum / count,
  }
}

/** `train`; when that has no samples, the largest split, of equally large ones the first. */
function referenceOf(splits: readonly SplitLengthSums[]): SplitLengthSums | undefined {
  const training = splits.find(({ name, range }) => name === TRAINING && range.count() > 0)
  const [largest] = splits.toSorted((left, right) => right.range.count() - left.range.count())
  return training ?? largest
}

function driftFrom(reference: SplitLengthSums | undefined, split: SplitLengthSums): Drift | null {
  if (!reference || reference === split || split.range.count() === 0) return null
  return { against: reference.name, ...driftOf(cellCounts(split), cellCounts(reference)) }
}

function cellCounts({ cells, range }: SplitLengthSums): CellCounts {
  return { cells: cells.cells(), total: range.count() }
}
