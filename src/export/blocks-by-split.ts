import type { LineBlock } from '../sinks/sink.js'
import type { Candidates } from './batch-outcome.js'

/** The kept lines of each split, in input order, where they lie. */
export function blocksBySplit(
  candidates: Candidates,
  kept: Uint32Array,
): ReadonlyMap<number, LineBlock> {
  const { splits } = candidates
  if (kept.length === 0) return new Map()
  if (isOneSplit(splits, kept))
    return new Map([[splits[kept[0] ?? 0] ?? 0, blockOf(candidates, kept)]])
  const present = new Set(Array.from(kept, (index) => splits[index] ?? 0))
  return new Map(
    Array.from(present, (each) => {
      const own = kept.filter((index) => splits[index] === each)
      return [each, blockOf(candidates, own)]
    }),
  )
}

/** As nearly always: so by the plainest of loops. */
function isOneSplit(splits: Uint8Array, kept: Uint32Array): boolean {
  const split = splits[kept[0] ?? 0]
  for (let place = 1; place < kept.length; place += 1) {
    if (splits[kept[place] ?? 0] !== split) return false
  }
  return true
}

/** Lines that stand together are one piece. */
function blockOf({ bytes, starts, ends }: Candidates, kept: Uint32Array): LineBlock {
  const pieces: Uint8Array[] = []
  const blockEnds = new Uint32Array(kept.length)
  let length = 0
  let pieceStart = 0
  let pieceEnd = 0
  for (let place = 0; place < kept.length; place += 1) {
    const index = kept[place] ?? 0
    const start = starts[index] ?? 0
    if (start !== pieceEnd) {
      if (pieceEnd > pieceStart) pieces.push(bytes.subarray(pieceStart, pieceEnd))
      pieceStart = start
    }
    pieceEnd = ends[index] ?? 0
    length += pieceEnd - start
    blockEnds[place] = length
  }
  pieces.push(bytes.subarray(pieceStart, pieceEnd))
  return { pieces, ends: blockEnds }
}
