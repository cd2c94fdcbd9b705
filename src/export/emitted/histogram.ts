import type { HistogramBin } from '../../records/distribution.js'
import { quantile, type ValueCounts } from './value-counts.js'

/** So few values are clearer one by one. */
const MAX_APART = 12
/** Most bins of equal width between the first and the last percentile. */
const MAX_CORE_BINS = 32
/** Bins of the same width that may follow on either side; what takes more is one wide bin. */
const MAX_TAIL_BINS = 4
/** Bins that are narrower than this share of their values would have no decimals to say so. */
const MIN_RELATIVE_WIDTH = 1e-9
/** Values that differ by less are the same to a reader, and still have all their digits. */
const MIN_EXPONENT = -300

/** Of a histogram, without the count; of equal ends when it is for one value. */
export type Bin = Omit<HistogramBin, 'count'>

/**
 * Bins in ascending order around all values: one for each while they are few. Else they adjoin; their
 * width is 1, 2 or 5 times a power of ten, the least that brings the middle 98 % of the values into
 * 32 of them; a tail that would take more than four further ones is one bin up to the outermost value.
 */
export function binsFor(
  counted: ValueCounts,
  { whole, exact }: { readonly whole: boolean; readonly exact: boolean },
): readonly Bin[] {
  const { values } = counted
  if (values.length === 0 || (exact && values.length <= MAX_APART))
    return values.map((value) => ({ from: value, to: value }))
  const bounds = boundsFor(counted, whole)
  return bounds.slice(1).map((to, index) => ({ from: bounds[index] ?? to, to }))
}

function boundsFor(counted: ValueCounts, whole: boolean): readonly number[] {
  const min = counted.values[0] ?? 0
  const max = counted.values.at(-1) ?? 0
  const [p1, p99] = [quantile(counted, 1), quantile(counted, 99)]
  const [from, to] = p1 === p99 ? [min, max] : [p1, p99]
  const grid = gridFor(from, to, whole)
  const [low, high] = [grid.indexOf(from), grid.indexOf(to)]
  const [first, last] = [grid.indexOf(min), grid.indexOf(max)]
  const isLowTailWide = first < low - MAX_TAIL_BINS
  const isHighTailWide = last > high + MAX_TAIL_BINS
  const start = isLowTailWide ? low : first
  const end = isHighTailWide ? high + 1 : last + 1
  return [
    ...(isLowTailWide ? [min] : []),
    ...Array.from({ length: end - start + 1 }, (_, index) =>
      Math.min(grid.boundAt(start + index), Number.MAX_VALUE),
    ),
    ...(isHighTailWide ? [max] : []),
  ]
}

/** How many values are in each bin; those on a bound between two bins are in the upper one. */
export function histogramOf(
  { values, counts }: ValueCounts,
  bins: readonly Bin[],
): readonly HistogramBin[] {
  const filled = bins.map((bin) => ({ ...bin, count: 0 }))
  let at = 0
  for (const [index, value] of values.entries()) {
    while (value >= (bins[at + 1]?.from ?? Infinity)) at += 1
    const bin = filled[at]
    if (bin) bin.count += counts[index] ?? 0
  }
  return filled
}

interface Grid {
  /** Index of the bin that the value is in. */
  indexOf(value: number): number
  /** Lower bound of a bin: a decimal number as short as the width. */
  boundAt(index: number): number
}

function gridFor(from: number, to: number, whole: boolean): Grid {
  const least = Math.max((to - from) / MAX_CORE_BINS, to * MIN_RELATIVE_WIDTH)
  // One decade lower than it can be, so that the rounding of the logarithm does not count.
  let exponent = Math.max(whole ? 0 : MIN_EXPONENT, Math.floor(Math.log10(least)) - 1)
  for (; ; exponent += 1) {
    for (const digit of [1, 2, 5]) {
      const grid = gridOf(digit, exponent)
      const isWide = grid.boundAt(1) >= to * MIN_RELATIVE_WIDTH
      if (isWide && grid.indexOf(to) - grid.indexOf(from) < MAX_CORE_BINS) return grid
    }
  }
}

function gridOf(digit: number, exponent: number): Grid {
  // Dividing by a power of ten rounds once: 3 tenths are 0.3.
  const power = Number(`1e${Math.abs(exponent)}`)
  const boundAt = (index: number): number =>
    exponent < 0 ? (index * digit) / power : index * digit * power
  return {
    boundAt,
    indexOf(value) {
      const near = Math.floor(value / boundAt(1))
      if (boundAt(near) > value) return near - 1
      return boundAt(near + 1) <= value ? near + 1 : near
    },
  }
}
