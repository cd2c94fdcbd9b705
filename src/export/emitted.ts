import type { Range } from '../records/distribution.js'
import type { EmittedReport } from '../records/export-result.js'
import type { Candidates } from './batch-outcome.js'

/** Sums over emitted samples, fed in plan order so that rounding is the same in every run. */
export interface EmittedSums {
  add(candidates: Candidates, index: number): void
  report(): EmittedReport
}

export function sumEmitted(series: readonly string[]): EmittedSums {
  const splits = series.map(() => 0)
  const lengths = startRange()
  const weights = startRange()
  let squares = 0
  let violating = 0

  return {
    add(candidates, index) {
      const weight = candidates.weights[index] ?? 0
      const split = candidates.splits[index] ?? 0
      splits[split] = (splits[split] ?? 0) + 1
      lengths.add(candidates.lengths[index] ?? 0)
      weights.add(weight)
      squares += weight * weight
      violating += candidates.violations[index] ?? 0
    },
    report() {
      const sum = weights.sum()
      return {
        splits: Object.fromEntries(series.map((name, index) => [name, splits[index] ?? 0])),
        violating,
        length: { ...lengths.report(), ...unmeasured },
        weight: {
          ...weights.report(),
          ...unmeasured,
          sum,
          effective_sample_size: squares === 0 ? 0 : (sum * sum) / squares,
        },
        split_lengths: {},
      }
    },
  }
}

const unmeasured = { quantiles: null, histogram: [], relative_error: 0 } as const

function startRange() {
  let count = 0
  let sum = 0
  let min = Infinity
  let max = -Infinity
  return {
    add(value: number): void {
      count += 1
      sum += value
      if (value < min) min = value
      if (value > max) max = value
    },
    sum: () => sum,
    report: (): Range =>
      count === 0 ? { min: 0, max: 0, mean: 0 } : { min, max, mean: sum / count },
  }
}
