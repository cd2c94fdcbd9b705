import type { Distribution, Range } from '../../records/distribution.js'
import { histogramOf, type Bin } from './histogram.js'
import { quantilesOf, type ValueCounts } from './value-counts.js'

export interface Measured {
  readonly counted: ValueCounts
  readonly range: Range
  readonly bins: readonly Bin[]
  /** Greatest relative error of the values in `counted`. */
  readonly relativeError: number
}

export function distributionOf({ counted, range, bins, relativeError }: Measured): Distribution {
  if (counted.total === 0) {
    return { ...range, quantiles: null, histogram: [], relative_error: 0 }
  }
  return {
    ...range,
    quantiles: quantilesOf(counted),
    histogram: histogramOf(counted, bins),
    relative_error: relativeError,
  }
}
