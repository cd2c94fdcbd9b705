/** Neighbouring buckets differ by a tenth: quantiles are off by 5 %. */
const GROWTH = Math.log(1.1)

/** Longer ones share a bucket: they are told by the longest. */
const LONGEST_TOLD = 2 ** 22

/** Lengths of texts (in code points) or lists (in items), as a histogram over a logarithmic scale. */
export interface Lengths {
  /** Infinity before the first. */
  shortest: number
  longest: number
  /** Bucket → how many; bucket 0 is length 0. */
  readonly buckets: Map<number, number>
}

export function noLengths(): Lengths {
  return { shortest: Infinity, longest: 0, buckets: new Map() }
}

/** Takes a length in, in place; into the histogram only where it is counted. */
export function addLength(lengths: Lengths, length: number, isCounted = true): void {
  lengths.shortest = Math.min(lengths.shortest, length)
  lengths.longest = Math.max(lengths.longest, length)
  if (isCounted) addTo(lengths.buckets, bucketOf(length), 1)
}

/** Takes other lengths in, in place. */
export function addLengths(lengths: Lengths, other: Lengths): void {
  lengths.shortest = Math.min(lengths.shortest, other.shortest)
  lengths.longest = Math.max(lengths.longest, other.longest)
  for (const [bucket, count] of other.buckets) addTo(lengths.buckets, bucket, count)
}

/** The length that a share (0 to 1) of all are not longer than, off by 5 % at most; 0 for none. */
export function quantile({ shortest, longest, buckets }: Lengths, share: number): number {
  const total = Array.from(buckets.values()).reduce((sum, count) => sum + count, 0)
  let left = share * total
  for (const [bucket, count] of Array.from(buckets).toSorted(([one], [other]) => one - other)) {
    left -= count
    if (left <= 0) return Math.min(longest, Math.max(shortest, lengthOf(bucket)))
  }
  return longest
}

function bucketOf(length: number): number {
  return length === 0 ? 0 : 1 + Math.round(Math.log(Math.min(length, LONGEST_TOLD)) / GROWTH)
}

function lengthOf(bucket: number): number {
  return bucket === 0 ? 0 : Math.round(Math.exp((bucket - 1) * GROWTH))
}

function addTo(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
