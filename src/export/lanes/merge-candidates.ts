import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'

/** Candidates of one lane, in input order; `numbers` as in `CategoryColumn`. */
export type LaneCandidates = Omit<Candidates, 'categories'> & { readonly numbers: Uint32Array }

/** Candidates whose lines have free memory behind them, which `room` begins with them. */
export type RoomyCandidates = LaneCandidates & { readonly room: Uint8Array }

/**
 * Puts the candidates of both lanes into input order; a batch line is in one of them at most. Lines stay
 * where they are: the few of the right go behind those of the left.
 */
export function mergeCandidates(
  { room, ...left }: RoomyCandidates,
  right: LaneCandidates,
): LaneCandidates {
  if (right.ends.length === 0) return left
  if (left.ends.length === 0) return right
  return mergeColumns(joinLines(room, left.bytes, right.bytes), left, {
    ...right,
    starts: moved(right.starts, left.bytes.length),
    ends: moved(right.ends, left.bytes.length),
    contentEnds: moved(right.contentEnds, left.bytes.length),
  })
}

function joinLines(room: Uint8Array, left: Uint8Array, right: Uint8Array): Uint8Array {
  const length = left.length + right.length
  if (length > room.length) return Buffer.concat([left, right])
  room.set(right, left.length)
  return room.subarray(0, length)
}

function moved(positions: Uint32Array, by: number): Uint32Array {
  return positions.map((position) => position + by)
}

function mergeColumns(
  bytes: Uint8Array,
  left: LaneCandidates,
  right: LaneCandidates,
): LaneCandidates {
  const count = left.ends.length + right.ends.length
  const merged = {
    bytes,
    starts: new Uint32Array(count),
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
  const into: Merging = { merged, at: 0 }
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
  /** Candidates so far. */
  at: number
}

/** Not within the other function: what is made anew for each batch is compiled anew. */
// oxlint-disable-next-line eslint/max-params -- a run of candidates and where it goes
function take(into: Merging, from: LaneCandidates, start: number, end: number): void {
  const { merged, at } = into
  for (const name of COLUMNS) merged[name].set(from[name].subarray(start, end), at)
  const { keys, numbers, offsets, records } = from
  const width = merged.numbers.length / merged.ends.length
  merged.keys.set(keys.subarray(start * KEY_WORDS, end * KEY_WORDS), at * KEY_WORDS)
  merged.numbers.set(numbers.subarray(start * width, end * width), at * width)
  if (merged.offsets.length > 0) merged.offsets.set(offsets.subarray(start, end), at)
  if (records.length > 0) merged.records.push(...records.slice(start, end))
  into.at += end - start
}

const COLUMNS = [
  'starts',
  'ends',
  'contentEnds',
  'lines',
  'splits',
  'lengths',
  'weights',
  'violations',
] as const

/** Index behind the last line, from `start` on, that comes before the given one. */
function endOfRun(lines: Uint32Array, start: number, before = Infinity): number {
  let end = start
  while (end < lines.length && (lines[end] ?? 0) < before) end += 1
  return end
}
