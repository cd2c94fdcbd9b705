import type { Drop } from '../records/verdict.js'
import type { BatchReject } from './batch-outcome.js'
import type { Reject } from './reject.js'

/** Where a record was read, as JSON: `"cases.jsonl:17"`. */
export type PlaceText = string

/**
 * Writes the line of a reject, without its line end; `kept` is for a duplicate: where the record was read that
 * was kept instead. What drops say is written once for those that share a drop.
 */
export type RejectWriter = (reject: BatchReject, at: PlaceText, kept?: PlaceText) => string

export function createRejectWriter(): RejectWriter {
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

  return ({ drop, offset, record }, at, kept) => {
    const place = offset === undefined ? '' : `"offset":${offset},`
    const other = kept === undefined ? '' : `,"kept":${kept}`
    const own = record === undefined ? '' : `,${inner(record)}`
    return `{"at":${at},${place}${dropText(drop)}${other}${own}}`
  }
}

/** The same as an object. */
export function toReject(
  { drop, offset, record }: BatchReject,
  at: PlaceText,
  kept?: PlaceText,
): Reject {
  return {
    at: placeIn(at),
    ...(offset !== undefined && { offset }),
    ...reasonOf(drop),
    ...(kept !== undefined && { kept: placeIn(kept) }),
    ...record,
  }
}

function placeIn(text: PlaceText): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from a text
  return JSON.parse(text) as string
}

function reasonOf({ code, rule, observed, allowed, errors }: Drop) {
  return { code, rule, observed, allowed, ...(errors && { errors }) }
}

/** The members of an object as JSON, without its braces. */
function inner(value: object): string {
  return JSON.stringify(value).slice(1, -1)
}
