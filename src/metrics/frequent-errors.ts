import { isJsonObject, type Json } from '../kernel/json-value.js'
import { isCount } from './is-count.js'

/**
 * Most keywords counted apart, so that a schema of any size takes bounded memory. A schema that
 * fails at more of them keeps the ones whose names come first: unlike the most frequent ones so far,
 * these do not depend on the order of merging, and their counts are exact.
 */
export const MAX_COUNTED_KEYWORDS = 1000

/** Errors per keyword of the schema, keyed by its name and place: `minLength /properties/output/minLength`. */
export type FrequentErrors = Map<string, number>

/** Adds errors of one keyword, in place. O(1) unless more than `MAX_COUNTED_KEYWORDS` differ. */
export function raiseErrors(counts: FrequentErrors, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
  if (counts.size <= MAX_COUNTED_KEYWORDS) return
  let last = key
  for (const other of counts.keys()) if (other > last) last = other
  counts.delete(last)
}

/** Most frequent first; equally frequent ones by name. */
export function topErrors(counts: FrequentErrors, most: number): readonly [string, number][] {
  return inOrder(counts)
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, most)
}

export function writeFrequentErrors(counts: FrequentErrors): Json {
  return new Map(inOrder(counts))
}

export function readFrequentErrors(value: Json | undefined): FrequentErrors | undefined {
  if (!isJsonObject(value) || value.size > MAX_COUNTED_KEYWORDS) return undefined
  const counts: FrequentErrors = new Map()
  for (const [key, count] of value) {
    if (!isCount(count) || count === 0) return undefined
    counts.set(key, count)
  }
  return counts
}

function inOrder(counts: FrequentErrors): [string, number][] {
  return Array.from(counts).toSorted(
    ([left], [right]) => Number(left > right) - Number(left < right),
  )
}
