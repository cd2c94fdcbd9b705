import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'

/** Candidates of one lane, in input order; `numbers` as in `CategoryColumn`. */
export type LaneCandidates = Omit<Candidates, 'categories'> & { readonly numbers: Uint32Array }

/**
 * Puts the candidates of both lanes into input order; a batch line is in one of them at most. Those
 * that stand together are moved together. Lines are valid until the next call.
 */
export type MergeCandidates = (left: LaneCandidates, right: LaneCandidates) => LaneCandidates

export function createMerge(): MergeCandidates {
  let memory = new Uint8Array()
  return (left, right) => {
    if (right.ends.length === 0) return left
    if (left.ends.length === 0) return right
    const length = left.bytes.length + right.bytes.length
    if (length > memory.length) memory = new Uint8Array(Math.ceil(length * SPARE))
    return mergeInto(memory.subarray(0, length), left, right)
  }
}

/** Of memory, so that little more than before does not take new one. */
const SPARE = 1.25

function mergeInto(bytes: Uint8Array, left: LaneCandidates, right: LaneCandidates): LaneCandidates {
  const count = left.ends.length + right.ends.length
  const merged = {
    bytes,
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
  const into: Merging = { merged, at: 0, bytes: 0 }
  for (let l = 0, r = 0; into.at < count;) {
    const upToRight = endOfRun(left.lines, l, right.lines[r])
    if (upToRight > l) take(into, left, l, upToRight)
    l = upToRight
    const upToLeft = endOfRun(right.lines, r, left.lines[l])
    if (upToLeft > r) take(into, right, r, upToLeft)
    r = upToLeft
  }
  return merged
}

interface Merging {
  readonly merged: LaneCandidates & { readonly records: Candidates['records'][number][] }
  /** Candidates and bytes so far. */
  at: number
  bytes: number
}

/** Not within the other function: what is made anew for each batch is compiled anew. */
// oxlint-disable-next-line eslint/max-params -- a run of candidates and where it goes
function take(into: Merging, from: LaneCandidates, start: number, end: number): void {
  const { merged, at } = into
  const firstByte = start === 0 ? 0 : (from.ends[start - 1] ?? 0)
  const moved = into.bytes - firstByte
  merged.bytes.set(from.bytes.subarray(firstByte, from.ends[end - 1]), into.bytes)
  for (let index = start; index < end; index += 1) {
    merged.ends[at + index - start] = (from.ends[index] ?? 0) + moved
    merged.contentEnds[at + index - start] = (from.contentEnds[index] ?? 0) + moved
  }
  for (const name of COLUMNS) merged[name].set(from[name].subarray(start, end), at)
  const { keys, numbers, offsets, records } = from
  const width = merged.numbers.length / merged.ends.length
  merged.keys.set(keys.subarray(start * KEY_WORDS, end * KEY_WORDS), at * KEY_WORDS)
  merged.numbers.set(numbers.subarray(start * width, end * width), at * width)
  if (merged.offsets.length > 0) merged.offsets.set(offsets.subarray(start, end), at)
  if (records.length > 0) merged.records.push(...records.slice(start, end))
  into.bytes = (from.ends[end - 1] ?? 0) + moved
  into.at += end - start
}

const COLUMNS = ['lines', 'splits', 'lengths', 'weights', 'violations'] as const

/** Index behind the last line, from `start` on, that comes before the given one. */
function endOfRun(lines: Uint32Array, start: number, before = Infinity): number {
  let end = start
  while (end < lines.length && (lines[end] ?? 0) < before) end += 1
  return end
}
