import type { Drift } from '../../records/distribution.js'

/** Tenths of the other split; fewer where many of its samples are equally long. */
const BINS = 10
/** Added to the count of each bin, so that an empty one is a finite distance away. */
const PRIOR = 0.5
/** What 5 % of chi-squared values with 0, 1, 2, … degrees of freedom exceed. */
const CHI_SQUARED_95 = [0, 3.841, 5.991, 7.815, 9.488, 11.07, 12.592, 14.067, 15.507, 16.919]
/** What 5 % of Kolmogorov–Smirnov distances exceed, times √(nm ÷ (n + m)), for large samples. */
const KOLMOGOROV_95 = 1.358
/** Digits after the point: the last ones of a logarithm may differ between machines. */
const PSI_SCALE = 1e6

/** Counts by cell, cells in ascending order; cells that are missing at the end are empty. */
export interface CellCounts {
  readonly cells: Float64Array
  /** Σ of the cells; more than 0. */
  readonly total: number
}

/**
 * How far the split is from the other one: the population stability index, which is
 * Σ (s − r) ln(s ÷ r) over bins with shares s and r, and the Kolmogorov–Smirnov distance. Both are
 * above 0 by chance, too: times nm ÷ (n + m), the index follows chi-squared with one degree less than
 * bins (Yurdakul 2018), the distance the law of Kolmogorov. Ties only make chance smaller.
 */
export function driftOf(split: CellCounts, other: CellCounts): Omit<Drift, 'against'> {
  const perSample = 1 / split.total + 1 / other.total
  const bounds = tenthsOf(other)
  const [shares, otherShares] = [sharesWithin(split, bounds), sharesWithin(other, bounds)]
  const psi = shares.reduce((sum, share, bin) => {
    const otherShare = otherShares[bin] ?? share
    return sum + (share - otherShare) * Math.log(share / otherShare)
  }, 0)
  return {
    psi: Math.round(psi * PSI_SCALE) / PSI_SCALE,
    psi_by_chance: (CHI_SQUARED_95[bounds.length] ?? 0) * perSample,
    ks: greatestGap(split, other),
    ks_by_chance: Math.min(1, KOLMOGOROV_95 * Math.sqrt(perSample)),
  }
}

/** Last cells of all tenths but the last; each once. */
function tenthsOf({ cells, total }: CellCounts): readonly number[] {
  const bounds: number[] = []
  let below = 0
  for (const [cell, count] of cells.entries()) {
    const tenth = Math.floor((below * BINS) / total)
    below += count
    if (below < total && Math.floor((below * BINS) / total) > tenth) bounds.push(cell)
  }
  return bounds
}

function sharesWithin({ cells, total }: CellCounts, bounds: readonly number[]): readonly number[] {
  const counts = [...bounds, 0].map(() => PRIOR)
  let bin = 0
  for (const [cell, count] of cells.entries()) {
    counts[bin] = (counts[bin] ?? 0) + count
    if (cell === bounds[bin]) bin += 1
  }
  return counts.map((count) => count / (total + counts.length * PRIOR))
}

function greatestGap(split: CellCounts, other: CellCounts): number {
  let gap = 0
  let [below, otherBelow] = [0, 0]
  for (let cell = 0; cell < Math.max(split.cells.length, other.cells.length); cell += 1) {
    below += split.cells[cell] ?? 0
    otherBelow += other.cells[cell] ?? 0
    gap = Math.max(gap, Math.abs(below / split.total - otherBelow / other.total))
  }
  return gap
}
