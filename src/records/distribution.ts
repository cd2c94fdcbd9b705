/** Least, greatest and mean value; all 0 where there are no values. */
export interface Range {
  readonly min: number
  readonly max: number
  readonly mean: number
}

/** How values are distributed, spelled as in `report.json`. */
export interface Distribution extends Range {
  /** Null where there are no values. */
  readonly quantiles: Quantiles | null
  /**
   * At most 40 bins in ascending order, all values in one of them. Where no more than 12 values differ,
   * each has a bin of its own, `from` being `to`; else the bins adjoin. The outermost may be wider.
   */
  readonly histogram: readonly HistogramBin[]
  /** Greatest relative error of quantiles and of the bins' bounds; 0 where every value was counted apart. */
  readonly relative_error: number
}

/** pN: the least value that at least N per cent of all values do not exceed. */
export interface Quantiles {
  readonly p1: number
  readonly p5: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly p95: number
  readonly p99: number
}

export interface HistogramBin {
  readonly from: number
  /** No part of the bin, but of the last one, and where it is `from`. */
  readonly to: number
  readonly count: number
}

/** Lengths of one split, over the bins of the whole. */
export interface SplitLengths extends Distribution {
  readonly samples: number
  /** Null for the split that the others are held against, and for splits without samples. */
  readonly drift: Drift | null
}

/** How far the lengths of a split are from those of another. */
export interface Drift {
  /** The other split: `train`, or the largest when that has no samples. */
  readonly against: string
  /** Population stability index over tenths of the other split; 0 where they are alike. */
  readonly psi: number
  /** What chance alone exceeds in 1 of 20 splits of these sizes. */
  readonly psi_by_chance: number
  /** Kolmogorov–Smirnov distance: greatest difference of the cumulative shares, 0 to 1. */
  readonly ks: number
  /** What chance alone exceeds in 1 of 20 splits of these sizes. */
  readonly ks_by_chance: number
}
