/** More different values than this are no enumeration. */
const MOST_VALUES = 64

/** Neither is a value of more code units. */
const LONGEST_VALUE = 128

/** How often each text occurred; `many` once there were too many different ones, and for good. */
export type ValueCounts = Map<string, number> | 'many'

/** The counts with one more; the same map as far as possible. */
export function addValueCount(counts: ValueCounts, text: string, times = 1): ValueCounts {
  if (counts === 'many' || text.length > LONGEST_VALUE) return 'many'
  counts.set(text, (counts.get(text) ?? 0) + times)
  return counts.size > MOST_VALUES ? 'many' : counts
}

export function mergeValueCounts(left: ValueCounts, right: ValueCounts): ValueCounts {
  if (left === 'many' || right === 'many') return 'many'
  let merged: ValueCounts = new Map(left)
  for (const [text, times] of right) merged = addValueCount(merged, text, times)
  return merged
}
