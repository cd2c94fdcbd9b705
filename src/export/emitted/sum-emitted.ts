import type { EmittedReport } from '../../records/export-result.js'
import type { Candidates } from '../batch-outcome.js'
import { distributionOf } from './distribution.js'
import { binsFor } from './histogram.js'
import { startRange } from './range.js'
import { reportLengths, startSplitLengths } from './split-lengths.js'
import { countWeights } from './weight-cells.js'

/** Sums over emitted samples, fed in plan order so that rounding is the same in every run. */
export interface EmittedSums {
  add(candidates: Candidates, index: number): void
  report(): EmittedReport
}

export function sumEmitted(series: readonly string[]): EmittedSums {
  const splits = series.map(startSplitLengths)
  const weights = sumWeights()
  let violating = 0

  return {
    add(candidates, index) {
      const length = candidates.lengths[index] ?? 0
      const split = splits[candidates.splits[index] ?? 0]
      split?.range.add(length)
      split?.cells.add(length)
      weights.add(candidates.weights[index] ?? 0)
      violating += candidates.violations[index] ?? 0
    },
    report: () => ({
      splits: Object.fromEntries(splits.map(({ name, range }) => [name, range.count()])),
      violating,
      ...reportLengths(splits),
      weight: weights.report(),
    }),
  }
}

function sumWeights() {
  const range = startRange()
  const cells = countWeights()
  let squares = 0
  return {
    add(weight: number): void {
      range.add(weight)
      cells.add(weight)
      squares += weight * weight
    },
    report(): EmittedReport['weight'] {
      const sum = range.sum()
      const counted = cells.counts(range.report())
      const relativeError = cells.relativeError()
      const bins = binsFor(counted, { whole: false, exact: relativeError === 0 })
      return {
        ...distributionOf({ counted, range: range.report(), bins, relativeError }),
        sum,
        effective_sample_size: squares === 0 ? 0 : (sum * sum) / squares,
      }
    },
  }
}
