import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'

/** Candidates of one lane, in input order; `numbers` as in `CategoryColumn`. */
export type LaneCandidates = Omit<Candidates, 'categories'> & { readonly numbers: Uint32Array }

/**
 * Puts the candidates of both lanes into input order; a batch line is in one of them at most. Those
 * that stand together are moved together.
 */
export function mergeCandidates(left: LaneCandidates, right: LaneCandidates): LaneCandidates {
  if (right.ends.length === 0) return left
  if (left.ends.length === 0) return right
  const count = left.ends.length + right.ends.length
  const merged = {
    bytes: new Uint8Array(left.bytes.length + right.bytes.length),
    ends: new Uint32Array(count),
    contentEnds: new Uint32Array(count),
    lines: new Uint32Array(count),
    keys: new Uint32Array(count * KEY_WORDS),
    splits: new Uint8Array(count),
    lengths: new Uint32Array(count),
    weights: new Float64Array(count),
    violations: new Uint8Array(count),
    offsets: new Float64Array(left.offsets.length + right.offsets.length),
    records: [] as Candidates['records'][number][],
    numbers: new Uint32Array(left.numbers.length + right.numbers.length),
  }
  const width = merged.numbers.length / count
  let at = 0
  let bytes = 0

  function take(from: LaneCandidates, start: number, end: number): void {
    const firstByte = start === 0 ? 0 : (from.ends[start - 1] ?? 0)
    const moved = bytes - firstByte
    merged.bytes.set(from.bytes.subarray(firstByte, from.ends[end - 1]), bytes)
    for (let index = start; index < end; index += 1) {
      merged.ends[at + index - start] = (from.ends[index] ?? 0) + moved
      merged.contentEnds[at + index - start] = (from.contentEnds[index] ?? 0) + moved
    }
    for (const name of COLUMNS) merged[name].set(from[name].subarray(start, end), at)
    const { keys, numbers, offsets, records } = from
    merged.keys.set(keys.subarray(start * KEY_WORDS, end * KEY_WORDS), at * KEY_WORDS)
    merged.numbers.set(numbers.subarray(start * width, end * width), at * width)
    if (merged.offsets.length > 0) merged.offsets.set(offsets.subarray(start, end), at)
    if (records.length > 0) merged.records.push(...records.slice(start, end))
    bytes = (from.ends[end - 1] ?? 0) + moved
    at += end - start
  }

  for (let l = 0, r = 0; at < count;) {
    const upToRight = endOfRun(left.lines, l, right.lines[r])
    if (upToRight > l) take(left, l, upToRight)
    l = upToRight
    const upToLeft = endOfRun(right.lines, r, left.lines[l])
    if (upToLeft > r) take(right, r, upToLeft)
    r = upToLeft
  }
  return merged
}

const COLUMNS = ['lines', 'splits', 'lengths', 'weights', 'violations'] as const

/** Index behind the last line, from `start` on, that comes before the given one. */
function endOfRun(lines: Uint32Array, start: number, before = Infinity): number {
  let end = start
  while (end < lines.length && (lines[end] ?? 0) < before) end += 1
  return end
}
