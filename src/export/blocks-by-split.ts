import type { LineBlock } from '../sinks/sink.js'
import type { Candidates } from './batch-outcome.js'

/** The kept lines of each split, in input order. Moves the lines of the candidates. */
export function blocksBySplit(
  candidates: Candidates,
  kept: Uint32Array,
): ReadonlyMap<number, LineBlock> {
  const { bytes, ends, splits } = candidates
  const [first] = kept
  if (first === undefined) return new Map()
  const split = splits[first] ?? 0
  if (kept.some((index) => splits[index] !== split)) return gatherLines(candidates, kept)
  const block = kept.length === ends.length ? { bytes, ends } : closeGaps(candidates, kept)
  return new Map([[split, block]])
}

function closeGaps({ bytes, ends }: Candidates, kept: Uint32Array): LineBlock {
  const keptEnds = new Uint32Array(kept.length)
  const lines = runsOf(ends)
  let length = 0
  const move = ({ start, end }: Run): void => {
    if (length !== start) bytes.copyWithin(length, start, end)
    length += end - start
  }
  for (let place = 0; place < kept.length; place += 1) {
    const run = lines.add(kept[place] ?? 0)
    if (run) move(run)
    keptEnds[place] = length + lines.pending()
  }
  move(lines.take())
  return { bytes: bytes.subarray(0, length), ends: keptEnds }
}

function gatherLines(
  { bytes, ends, splits }: Candidates,
  kept: Uint32Array,
): ReadonlyMap<number, LineBlock> {
  const gathered = new Map<number, Gathered>()
  for (const index of kept) {
    const split = splits[index] ?? 0
    let own = gathered.get(split)
    if (!own) gathered.set(split, (own = { lines: runsOf(ends), pieces: [], ends: [], length: 0 }))
    const run = own.lines.add(index)
    if (run) own.pieces.push(bytes.subarray(run.start, run.end))
    own.length += (ends[index] ?? 0) - (index === 0 ? 0 : (ends[index - 1] ?? 0))
    own.ends.push(own.length)
  }
  return new Map(
    Array.from(gathered, ([split, { lines, pieces, ends: ownEnds }]) => {
      const { start, end } = lines.take()
      return [
        split,
        { bytes: Buffer.concat([...pieces, bytes.subarray(start, end)]), ends: ownEnds },
      ]
    }),
  )
}

interface Gathered {
  readonly lines: Runs
  readonly pieces: Uint8Array[]
  readonly ends: number[]
  length: number
}

interface Run {
  readonly start: number
  readonly end: number
}

/** Lines that stand together, one after the other. */
interface Runs {
  /** Takes the line in; gives the run before it when it does not follow on that. */
  add(index: number): Run | undefined
  /** Bytes of the run so far. */
  pending(): number
  take(): Run
}

function runsOf(ends: Uint32Array): Runs {
  let start = 0
  let end = 0
  return {
    add(index) {
      const lineStart = index === 0 ? 0 : (ends[index - 1] ?? 0)
      const before = lineStart !== end && end > start ? { start, end } : undefined
      if (lineStart !== end) start = lineStart
      end = ends[index] ?? 0
      return before
    },
    pending: () => end - start,
    take: () => ({ start, end }),
  }
}
