import type { Drop } from '../records/verdict.js'
import type { LineBlock } from '../sinks/sink.js'
import type { BatchPlaces } from './batch-places.js'
import type { BatchOutcome, BatchReject, Candidates } from './batch-outcome.js'
import type { FoundCopies } from './dedup/find-copies.js'
import type { RejectChooser } from './excerpts/choose-rejects.js'
import type { Reject } from './reject.js'
import { createRejectWriter, toReject } from './reject-line.js'
import { textLines } from './text-lines.js'

export interface RejectsOptions {
  readonly places: Pick<BatchPlaces, 'placeText' | 'hash'>
  readonly rows: Pick<RejectChooser, 'offer'>
  /** Told of every dropped record, in plan order. */
  readonly onReject?: ((reject: Reject) => void) | undefined
}

interface BatchToReject {
  readonly outcome: BatchOutcome
  readonly found: FoundCopies
  readonly firstRow: number
}

/** The lines of all records of a batch that are dropped, in input order; undefined where none is. */
export type GatherRejects = (batch: BatchToReject) => LineBlock | undefined

const DUPLICATE: Drop = {
  code: 'duplicate',
  rule: 'quality.skip_duplicates',
  observed: 'the same content as an earlier record',
  allowed: 'content once',
}

export function gatherRejects({ places, rows, onReject }: RejectsOptions): GatherRejects {
  const lineOf = createRejectWriter()

  return ({ outcome: { rejects, candidates }, found: { copies, originals }, firstRow }) => {
    const texts: string[] = []

    function take(reject: BatchReject, original?: number): void {
      const at = places.placeText(firstRow + reject.line)
      const kept = original === undefined ? undefined : places.placeText(original)
      onReject?.(toReject(reject, at, kept))
      rows.offer(reject.drop.code, places.hash(reject.line), () => toReject(reject, at, kept))
      texts.push(lineOf(reject, at, kept))
    }

    let next = 0
    const takeCopiesBefore = (line: number): void => {
      for (; next < copies.length; next += 1) {
        const index = copies[next] ?? 0
        if ((candidates.lines[index] ?? 0) > line) return
        take(duplicateOf(candidates, index), originals[next])
      }
    }
    for (const reject of rejects) {
      takeCopiesBefore(reject.line)
      take(reject)
    }
    takeCopiesBefore(Infinity)
    return texts.length === 0 ? undefined : textLines(texts)
  }
}

function duplicateOf({ lines, offsets, records }: Candidates, index: number): BatchReject {
  const line = lines[index] ?? 0
  const record = records[index]
  // Of one shape, as nearly all of them are: what is made of them is compiled once.
  if (offsets.length > 0 && !record) return { drop: DUPLICATE, line, offset: offsets[index] ?? 0 }
  const offset = offsets[index]
  return {
    drop: DUPLICATE,
    line,
    ...(offset !== undefined && { offset }),
    ...(record && { record }),
  }
}
