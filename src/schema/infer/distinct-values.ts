import { hashText } from './hash-text.js'

/** Hashes kept: the estimate is off by 6 % (one standard deviation), and exact up to this many. */
const HASHES = 256

const HASH_RANGE = 2 ** 53

/** The lowest hashes of all values, in ascending order: a semilattice, so any order of work gives the same. */
export type DistinctValues = number[]

/** Takes a value in, in place; texts of different kinds are different values. */
export function addDistinct(values: DistinctValues, text: string, kind: number = 0): void {
  insert(values, hashText(text, kind))
}

export function mergeDistinct(left: readonly number[], right: readonly number[]): DistinctValues {
  const merged = [...left]
  for (const hash of right) insert(merged, hash)
  return merged
}

/** How many different values there were; exact up to 255 (Bar-Yossef et al. 2002, the lowest-k sketch). */
export function countDistinct(values: readonly number[]): {
  readonly count: number
  readonly isExact: boolean
} {
  const highest = values[HASHES - 1]
  if (highest === undefined) return { count: values.length, isExact: true }
  return { count: Math.round(((HASHES - 1) * HASH_RANGE) / (highest + 1)), isExact: false }
}

function insert(values: DistinctValues, hash: number): void {
  const highest = values[HASHES - 1]
  if (highest !== undefined && hash >= highest) return
  let [from, to] = [0, values.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((values[middle] ?? 0) < hash) from = middle + 1
    else to = middle
  }
  if (values[from] === hash) return
  values.splice(from, 0, hash)
  if (values.length > HASHES) values.pop()
}
