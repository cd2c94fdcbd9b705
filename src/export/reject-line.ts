import type { Drop } from '../records/verdict.js'
import type { RecordText } from './batch-outcome.js'
import type { BatchPlaces } from './batch-places.js'
import type { LineBuffer } from './line-buffer.js'
import type { Reject } from './reject.js'

/** A record that is dropped, and why. */
export interface DroppedRecord {
  readonly drop: Drop
  /** Where it was read, as a row of `BatchPlaces`. */
  readonly row: number
  readonly offset: number | undefined
  readonly record: RecordText | undefined
  /** For a duplicate: the row of the record that was kept instead. */
  readonly kept: number | undefined
}

/** Appends what the line of a dropped record holds. What many have in common is encoded once. */
export type RejectWriter = (dropped: DroppedRecord) => void

export function createRejectWriter(
  { inputOf }: Pick<BatchPlaces, 'inputOf'>,
  buffer: LineBuffer,
): RejectWriter {
  const inputs = new Map<string, Uint8Array>()
  const reasons = new WeakMap<Drop, Uint8Array>()

  function bytesOfInput(text: string): Uint8Array {
    let bytes = inputs.get(text)
    if (!bytes) inputs.set(text, (bytes = Buffer.from(text)))
    return bytes
  }

  function bytesOfReason(drop: Drop): Uint8Array {
    let bytes = reasons.get(drop)
    if (!bytes) reasons.set(drop, (bytes = Buffer.from(inner(reasonOf(drop)))))
    return bytes
  }

  function appendPlace(row: number): void {
    const { text, firstRow, firstLine } = inputOf(row)
    buffer.appendBytes(bytesOfInput(text))
    buffer.appendCount(firstLine + row - firstRow + 1)
    buffer.append('"')
  }

  return ({ drop, row, offset, record, kept }) => {
    buffer.append('{"at":')
    appendPlace(row)
    if (offset !== undefined) {
      buffer.append(',"offset":')
      buffer.appendCount(offset)
    }
    buffer.append(',')
    buffer.appendBytes(bytesOfReason(drop))
    if (kept !== undefined) {
      buffer.append(',"kept":')
      appendPlace(kept)
    }
    if (record) buffer.append(`,${inner(record)}`)
    buffer.append('}')
  }
}

/** The same as an object. */
export function toReject(
  { drop, row, offset, record, kept }: DroppedRecord,
  { locate }: Pick<BatchPlaces, 'locate'>,
): Reject {
  return {
    at: locate(row),
    ...(offset !== undefined && { offset }),
    ...reasonOf(drop),
    ...(kept !== undefined && { kept: locate(kept) }),
    ...record,
  }
}

function reasonOf({ code, rule, observed, allowed, errors }: Drop) {
  return { code, rule, observed, allowed, ...(errors && { errors }) }
}

/** The members of an object as JSON, without its braces. */
function inner(value: object): string {
  return JSON.stringify(value).slice(1, -1)
}
