import type { EmittedReport } from '../../records/export-result.js'
import type { Candidates } from '../batch-outcome.js'
import { distributionOf } from './distribution.js'
import { binsFor } from './histogram.js'
import { startRange, type RangeSums } from './range.js'
import {
  reportLengths,
  saveSplitLengths,
  startSplitLengths,
  type SplitLengthsState,
} from './split-lengths.js'
import { countWeights, type WeightCells, type WeightCellsState } from './weight-cells.js'

/** Sums over emitted samples, fed in plan order so that rounding is the same in every run. */
export interface EmittedSums {
  /** Takes samples of a batch. */
  add(candidates: Candidates, indexes: Uint32Array): void
  report(): EmittedReport
  /** For `sumEmitted`. */
  save(): EmittedState
}

/** Plain JSON. */
export interface EmittedState {
  readonly splits: readonly SplitLengthsState[]
  readonly weightSums: string
  readonly weightCells: WeightCellsState
  readonly violating: number
}

export function sumEmitted(series: readonly string[], from?: EmittedState): EmittedSums {
  const splits = series.map((name, index) => startSplitLengths(name, from?.splits[index]))
  const weightSums = startRange(from?.weightSums)
  const weightCells = countWeights(from?.weightCells)
  let violating = from?.violating ?? 0

  return {
    add({ lengths, weights, splits: splitOf, violations }, indexes) {
      for (let place = 0; place < indexes.length; place += 1) {
        const index = indexes[place] ?? 0
        const length = lengths[index] ?? 0
        const weight = weights[index] ?? 0
        const split = splits[splitOf[index] ?? 0]
        split?.range.add(length)
        split?.cells.add(length)
        weightSums.add(weight)
        weightCells.add(weight)
        violating += violations[index] ?? 0
      }
    },
    save: () => ({
      splits: splits.map(saveSplitLengths),
      weightSums: weightSums.save(),
      weightCells: weightCells.save(),
      violating,
    }),
    report: () => ({
      splits: Object.fromEntries(splits.map(({ name, range }) => [name, range.count()])),
      violating,
      ...reportLengths(splits),
      weight: reportWeights(weightSums, weightCells),
    }),
  }
}

function reportWeights(sums: RangeSums, cells: WeightCells): EmittedReport['weight'] {
  const range = sums.report()
  const counted = cells.counts(range)
  const relativeError = cells.relativeError()
  const bins = binsFor(counted, { whole: false, exact: relativeError === 0 })
  return {
    ...distributionOf({ counted, range, bins, relativeError }),
    sum: sums.sum(),
    effective_sample_size: sums.effectiveSize(),
  }
}
