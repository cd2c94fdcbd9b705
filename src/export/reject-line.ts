import type { Drop } from '../records/verdict.js'
import type { BatchReject } from './batch-outcome.js'
import type { Reject } from './reject.js'

/** A reject whose place is known. */
export interface PlacedReject {
  readonly reject: BatchReject
  readonly at: string
  /** Of a duplicate: where the record was read that was kept instead. */
  readonly kept: string | undefined
}

/** Writes the lines of rejects: what their drops say is written once for those that share a drop. */
export function createRejectWriter(): (placed: PlacedReject) => string {
  const textOfDrop = new WeakMap<Drop, string>()
  let last: Drop | undefined
  let lastText = ''

  function dropText(drop: Drop): string {
    if (drop === last) return lastText
    const known = textOfDrop.get(drop)
    const text = known ?? inner(reasonOf(drop))
    if (known === undefined) textOfDrop.set(drop, text)
    last = drop
    lastText = text
    return text
  }

  return ({ reject: { drop, offset, record }, at, kept }) => {
    const place = offset === undefined ? '' : `"offset":${offset},`
    const other = kept === undefined ? '' : `,"kept":${JSON.stringify(kept)}`
    const own = record === undefined ? '' : `,${inner(record)}`
    return `{"at":${JSON.stringify(at)},${place}${dropText(drop)}${other}${own}}`
  }
}

/** The same as an object. */
export function toReject({ reject: { drop, offset, record }, at, kept }: PlacedReject): Reject {
  return {
    at,
    ...(offset !== undefined && { offset }),
    ...reasonOf(drop),
    ...(kept !== undefined && { kept }),
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
