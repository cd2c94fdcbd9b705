import type { Quantiles } from '../../records/distribution.js'

/** Values in ascending order, each with how often it occurs; at least one, none of them 0 times. */
export interface ValueCounts {
  readonly values: readonly number[]
  readonly counts: readonly number[]
  readonly total: number
}

/** Known exactly, whatever the values are counted in. */
export interface ValueRange {
  readonly min: number
  readonly max: number
}

/** Counts of cells as counts of what the cells stand for, which no value is outside of. */
export function countsOfCells(
  cells: Float64Array,
  valueOf: (cell: number) => number,
  { min, max }: ValueRange,
): ValueCounts {
  const values: number[] = []
  const counts: number[] = []
  let total = 0
  for (const [cell, count] of cells.entries()) {
    if (count === 0) continue
    values.push(Math.min(max, Math.max(min, valueOf(cell))))
    counts.push(count)
    total += count
  }
  return { values, counts, total }
}

/**
 * The least value that at least `percent` per cent of all values do not exceed: the inverse of the
 * empirical distribution, type 1 of Hyndman and Fan (1996). Never between two values.
 */
export function quantile({ values, counts, total }: ValueCounts, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent * total) / 100))
  let below = 0
  const index = counts.findIndex((count) => (below += count) >= rank)
  return values[index] ?? 0
}

export function quantilesOf(counted: ValueCounts): Quantiles {
  return {
    p1: quantile(counted, 1),
    p5: quantile(counted, 5),
    p25: quantile(counted, 25),
    p50: quantile(counted, 50),
    p75: quantile(counted, 75),
    p90: quantile(counted, 90),
    p95: quantile(counted, 95),
    p99: quantile(counted, 99),
  }
}
