import type { LineBlock } from '../sinks/sink.js'
import type { Candidates } from './batch-outcome.js'

/** The kept lines of each split, in input order. */
export function blocksBySplit(
  { bytes, ends, splits }: Candidates,
  kept: readonly number[],
): ReadonlyMap<number, LineBlock> {
  // Most often every line is kept and goes to one split: then nothing is copied.
  if (kept.length === ends.length && splits.every((split) => split === splits[0])) {
    return kept.length === 0 ? new Map() : new Map([[splits[0] ?? 0, { bytes, ends }]])
  }
  const gathered = new Map<number, LineGatherer>()
  for (const index of kept) {
    const split = splits[index] ?? 0
    let lines = gathered.get(split)
    if (!lines) gathered.set(split, (lines = gatherLines(bytes)))
    lines.add(index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0)
  }
  return new Map(Array.from(gathered, ([split, lines]) => [split, lines.take()]))
}

interface LineGatherer {
  add(start: number, end: number): void
  take(): LineBlock
}

/** Joins lines of a block, neighbours in one piece. */
function gatherLines(bytes: Uint8Array): LineGatherer {
  const pieces: Uint8Array[] = []
  const ends: number[] = []
  let length = 0
  let start = 0
  let end = 0
  return {
    add(lineStart, lineEnd) {
      if (lineStart !== end) {
        if (end > start) pieces.push(bytes.subarray(start, end))
        start = lineStart
      }
      end = lineEnd
      length += lineEnd - lineStart
      ends.push(length)
    },
    take() {
      pieces.push(bytes.subarray(start, end))
      return { bytes: pieces.length === 1 ? (pieces[0] ?? bytes) : Buffer.concat(pieces), ends }
    },
  }
}
