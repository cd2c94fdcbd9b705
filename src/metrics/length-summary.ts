import { isJsonArray, type Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { isCount } from './is-count.js'
import type { Metric } from './metric.js'
import { stateCodec } from './state-codec.js'

/** Of the produced texts. */
export interface LengthTotals {
  samples: number
  codePoints: number
  /** In UTF-8. */
  bytes: number
  /** Code points of the shortest text; `Infinity` for no texts. */
  shortest: number
  /** Code points of the longest text; 0 for no texts. */
  longest: number
}

/** Shortest, longest and mean length in code points, with the totals the mean is made of. */
export function lengthSummary(): Metric<LengthTotals> {
  return {
    id: 'length_summary',
    scope: 'mapped',
    empty: () => ({ samples: 0, codePoints: 0, bytes: 0, shortest: Infinity, longest: 0 }),
    add(totals, { length, produced }) {
      totals.samples += 1
      totals.codePoints += length
      totals.bytes += Buffer.byteLength(produced)
      totals.shortest = Math.min(totals.shortest, length)
      totals.longest = Math.max(totals.longest, length)
    },
    merge: (left, right) => ({
      samples: left.samples + right.samples,
      codePoints: left.codePoints + right.codePoints,
      bytes: left.bytes + right.bytes,
      shortest: Math.min(left.shortest, right.shortest),
      longest: Math.max(left.longest, right.longest),
    }),
    ...stateCodec({ id: 'length_summary', write, read }),
    report(totals) {
      const { samples, codePoints, bytes, longest } = totals
      return fromPlain({
        samples,
        code_points: codePoints,
        bytes,
        min: shortestOf(totals),
        max: samples === 0 ? null : longest,
        mean: samples === 0 ? null : codePoints / samples,
      })
    },
  }
}

function shortestOf({ samples, shortest }: LengthTotals): number | null {
  return samples === 0 ? null : shortest
}

function write(totals: LengthTotals): Json {
  const { samples, codePoints, bytes, longest } = totals
  return [samples, codePoints, bytes, shortestOf(totals), longest]
}

function read(value: Json): LengthTotals | undefined {
  if (!isJsonArray(value)) return undefined
  const [samples, codePoints, bytes, least, longest] = value
  const shortest = least === null ? Infinity : least
  const isShortest = shortest === Infinity || isCount(shortest)
  if (!isCount(samples) || !isCount(codePoints) || !isCount(bytes)) return undefined
  if (!isShortest || !isCount(longest) || value.length > 5) return undefined
  return { samples, codePoints, bytes, shortest, longest }
}
