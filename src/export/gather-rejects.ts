import type { Drop } from '../records/verdict.js'
import type { LineBlock } from '../sinks/sink.js'
import { dropOf, type BatchOutcome, type Candidates, type Rejects } from './batch-outcome.js'
import { hashOfLine, type BatchPlaces } from './batch-places.js'
import type { FoundCopies } from './dedup/find-copies.js'
import type { RejectChooser } from './excerpts/choose-rejects.js'
import { createLineBuffer } from './line-buffer.js'
import { createRejectWriter, toReject, type DroppedRecord } from './reject-line.js'
import type { Reject } from './reject.js'

export interface RejectsOptions {
  readonly places: Pick<BatchPlaces, 'inputOf' | 'linesOfBatch' | 'locate'>
  readonly rows: Pick<RejectChooser, 'offer'>
  /** Told of every dropped record, in plan order. */
  readonly onReject?: ((reject: Reject) => void) | undefined
}

interface BatchToReject {
  readonly outcome: BatchOutcome
  readonly found: FoundCopies
  readonly firstRow: number
}

/**
 * The lines of all records of a batch that are dropped, in input order; undefined where none is. Valid
 * until the next batch.
 */
export type GatherRejects = (batch: BatchToReject) => LineBlock | undefined

const DUPLICATE: Drop = {
  code: 'duplicate',
  rule: 'quality.skip_duplicates',
  observed: 'the same content as an earlier record',
  allowed: 'content once',
}

export function gatherRejects({ places, rows, onReject }: RejectsOptions): GatherRejects {
  const buffer = createLineBuffer(0)
  const write = createRejectWriter(places, buffer)

  function take(dropped: DroppedRecord, hash: number): void {
    const asObject = (): Reject => toReject(dropped, places)
    onReject?.(asObject())
    rows.offer(dropped.drop.code, hash, asObject)
    write(dropped)
  }

  return ({ outcome: { rejects, candidates }, found, firstRow }) => {
    const { copies } = found
    const ends = new Uint32Array(rejects.lines.length + copies.length)
    if (ends.length === 0) return undefined
    const batch = places.linesOfBatch()
    buffer.clear()
    for (let reject = 0, copy = 0; reject + copy < ends.length;) {
      const place = reject + copy
      const ofReject = rejects.lines[reject] ?? Infinity
      const ofCopy = candidates.lines[copies[copy] ?? -1] ?? Infinity
      const line = Math.min(ofReject, ofCopy)
      const row = firstRow + line
      const dropped =
        ofReject < ofCopy
          ? rejectAt(rejects, reject, row)
          : duplicateAt(candidates, copies[copy] ?? 0, { row, kept: found.originals[copy] })
      if (ofReject < ofCopy) reject += 1
      else copy += 1
      take(dropped, hashOfLine(batch, line))
      ends[place] = buffer.endLine()
    }
    return { pieces: [buffer.take()], ends }
  }
}

function rejectAt(rejects: Rejects, place: number, row: number): DroppedRecord {
  return {
    drop: dropOf(rejects, place),
    row,
    offset: rejects.offsets[place],
    record: rejects.records[place],
    kept: undefined,
  }
}

function duplicateAt(
  { offsets, records }: Candidates,
  index: number,
  rows: Pick<DroppedRecord, 'row' | 'kept'>,
): DroppedRecord {
  return { drop: DUPLICATE, offset: offsets[index], record: records[index], ...rows }
}
