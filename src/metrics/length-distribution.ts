import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { isCount } from './is-count.js'
import type { Metric } from './metric.js'
import { stateCodec } from './state-codec.js'

/** Width of a bucket in code points, as in the documented `length_distribution`. */
const BUCKET_WIDTH = 100

/** Most rows fall into one of these, which are counted apart from the map. */
const COUNTED_BUCKETS = 64

/** Samples per bucket, keyed by the bucket's first length. */
export type LengthCounts = Map<number, number>

/** How many samples are 0–99, 100–199, … code points long; empty buckets are left out. */
export function lengthDistribution(): Metric<LengthCounts> {
  return {
    id: 'length_distribution',
    scope: 'mapped',
    empty: () => new Map(),
    add(counts, { length }) {
      raise(counts, length - (length % BUCKET_WIDTH), 1)
    },
    addRows(counts, { lengths }) {
      const short = new Uint32Array(COUNTED_BUCKETS)
      for (const length of lengths) {
        const bucket = Math.floor(length / BUCKET_WIDTH)
        if (bucket < COUNTED_BUCKETS) short[bucket] = (short[bucket] ?? 0) + 1
        else raise(counts, bucket * BUCKET_WIDTH, 1)
      }
      for (const [bucket, count] of short.entries()) {
        if (count > 0) raise(counts, bucket * BUCKET_WIDTH, count)
      }
    },
    merge(left, right) {
      const merged = new Map(left)
      for (const [bucket, count] of right) raise(merged, bucket, count)
      return merged
    },
    ...stateCodec({ id: 'length_distribution', write: inOrder, read }),
    report: inOrder,
  }
}

function raise(counts: LengthCounts, bucket: number, by: number): void {
  counts.set(bucket, (counts.get(bucket) ?? 0) + by)
}

function inOrder(counts: LengthCounts): JsonObject {
  const ascending = Array.from(counts).toSorted(([left], [right]) => left - right)
  return new Map(ascending.map(([bucket, count]) => [String(bucket), count]))
}

function read(value: Json): LengthCounts | undefined {
  if (!isJsonObject(value)) return undefined
  const counts: LengthCounts = new Map()
  for (const [bucket, count] of value) {
    const isBucket = isCount(Number(bucket)) && Number(bucket) % BUCKET_WIDTH === 0
    if (!isBucket || !isCount(count) || count === 0) return undefined
    counts.set(Number(bucket), count)
  }
  return counts
}
