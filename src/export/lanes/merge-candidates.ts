import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'
import type { CategoryCodes } from './number-categories.js'

/** Candidates of one lane, in input order. */
export type LaneCandidates = Omit<Candidates, 'categories'> & CategoryCodes

/** Puts the candidates of both lanes into input order; a batch line is in one of them at most. */
export function mergeCandidates(left: LaneCandidates, right: LaneCandidates): LaneCandidates {
  if (right.ends.length === 0) return left
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
    codes: new Uint32Array(left.codes.length + right.codes.length),
    codeEnds: new Uint32Array(count),
  }
  const end = { bytes: 0, codes: 0 }

  function take(from: LaneCandidates, index: number, to: number): void {
    const start = index === 0 ? 0 : (from.ends[index - 1] ?? 0)
    const line = from.bytes.subarray(start, from.ends[index])
    merged.bytes.set(line, end.bytes)
    merged.contentEnds[to] = end.bytes + (from.contentEnds[index] ?? 0) - start
    end.bytes += line.length
    merged.ends[to] = end.bytes
    const codes = from.codes.subarray(
      index === 0 ? 0 : from.codeEnds[index - 1],
      from.codeEnds[index],
    )
    merged.codes.set(codes, end.codes)
    end.codes += codes.length
    merged.codeEnds[to] = end.codes
    merged.keys.set(from.keys.subarray(index * KEY_WORDS, (index + 1) * KEY_WORDS), to * KEY_WORDS)
    for (const name of ['lines', 'splits', 'lengths', 'weights', 'violations'] as const) {
      merged[name][to] = from[name][index] ?? 0
    }
    if (merged.offsets.length > 0) merged.offsets[to] = from.offsets[index] ?? 0
    const record = from.records[index]
    if (record) merged.records.push(record)
  }

  for (let l = 0, r = 0; l + r < count;) {
    const isLeft = (left.lines[l] ?? Infinity) < (right.lines[r] ?? Infinity)
    take(isLeft ? left : right, isLeft ? l : r, l + r)
    if (isLeft) l += 1
    else r += 1
  }
  return merged
}
