import type { Limits } from './limits.js'

/** A longer value, in code units, is none of an enumeration. */
const LONGEST_VALUE = 128

/** How often each text occurred; `many` once there were too many different ones, and for good. */
export type ValueCounts = Map<string, number> | 'many'

type ValueLimits = Pick<Limits, 'values' | 'units'>

/** The counts with one more; the same map as far as possible. */
export function addValueCount(
  counts: ValueCounts,
  { text, times = 1 }: { readonly text: string; readonly times?: number },
  limits: ValueLimits,
): ValueCounts {
  if (counts === 'many' || text.length > LONGEST_VALUE) return 'many'
  const known = counts.get(text)
  counts.set(text, (known ?? 0) + times)
  return known === undefined ? limitValueCounts(counts, limits) : counts
}

/** The same counts, where the limits allow as many. */
export function limitValueCounts(counts: ValueCounts, { values, units }: ValueLimits): ValueCounts {
  if (counts === 'many' || counts.size > values) return 'many'
  let sum = 0
  for (const text of counts.keys()) sum += text.length
  return sum > units ? 'many' : counts
}

export function mergeValueCounts(
  left: ValueCounts,
  right: ValueCounts,
  limits: ValueLimits,
): ValueCounts {
  if (left === 'many' || right === 'many') return 'many'
  let merged: ValueCounts = new Map(left)
  for (const [text, times] of right) merged = addValueCount(merged, { text, times }, limits)
  return merged
}
