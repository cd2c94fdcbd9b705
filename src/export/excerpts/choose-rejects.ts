import { clipText } from '../../kernel/clip-text.js'
import type { RejectExcerpt } from '../../records/excerpts.js'
import type { DropCode } from '../../records/verdict.js'
import type { Reject } from '../reject.js'
import { insertLowest } from './insert-lowest.js'

/** Code points shown of a record. */
const RECORD_CLIP = 500
/** Code points shown of `observed`, `allowed` and each error. */
const FACT_CLIP = 200
/** Errors shown of a record. */
const MAX_ERRORS = 5

/**
 * Rejects to show: of each code those with the lowest hashes of their places, as many of each as
 * there is room for. Memory is for the rows of each code.
 */
export interface RejectChooser {
  /**
   * To be called for every reject, in plan order; `hash` is of 32 bits and of its place alone. `reject`
   * is called only for one that is chosen.
   */
  offer(code: DropCode, hash: number, reject: () => Reject): void
  /** In plan order. */
  report(): readonly RejectExcerpt[]
  /** For `chooseRejects`. */
  save(): RejectsState
}

/** Plain JSON. */
export interface RejectsState {
  readonly offered: number
  /** In the order of their first occurrence. */
  readonly codes: readonly (readonly [DropCode, readonly Chosen[]])[]
}

interface Chosen {
  readonly hash: number
  readonly order: number
  readonly row: RejectExcerpt
}

export function chooseRejects(rows: number, from?: RejectsState): RejectChooser {
  const chosenByCode = new Map<DropCode, Chosen[]>(
    from?.codes.map(([code, chosen]) => [code, [...chosen]]),
  )
  let offered = from?.offered ?? 0

  return {
    offer(code, hash, reject) {
      offered += 1
      if (rows === 0) return
      let chosen = chosenByCode.get(code)
      if (!chosen) chosenByCode.set(code, (chosen = []))
      const order = offered
      insertLowest(chosen, {
        most: rows,
        compare: (other) => hash - other.hash,
        make: () => ({ hash, order, row: rowOf(reject()) }),
      })
    },
    save: () => ({ offered, codes: [...chosenByCode] }),
    report: () =>
      shareOut([...chosenByCode.values()], rows)
        .toSorted((left, right) => left.order - right.order)
        .map(({ row }) => row),
  }
}

/** Equal shares of the rows for all lists; what a short list leaves is shared by the others. */
function shareOut<Item>(lists: readonly (readonly Item[])[], rows: number): readonly Item[] {
  let left = rows
  return lists
    .toSorted((one, other) => one.length - other.length)
    .flatMap((list, index) => {
      const shared = list.slice(0, Math.floor(left / (lists.length - index)))
      left -= shared.length
      return shared
    })
}

function rowOf(reject: Reject): RejectExcerpt {
  const { at, code, rule, kept, errors } = reject
  let clipped = false
  const clip = (text: string, most: number): string => {
    const start = clipText(text, most)
    clipped ||= start.clipped
    return start.text
  }
  const fact = (value: string | number): string | number =>
    typeof value === 'string' ? clip(value, FACT_CLIP) : value
  clipped = (errors?.length ?? 0) > MAX_ERRORS
  const row = {
    at,
    code,
    rule,
    observed: fact(reject.observed),
    allowed: fact(reject.allowed),
    ...(errors && { errors: errors.slice(0, MAX_ERRORS).map((error) => clip(error, FACT_CLIP)) }),
    ...(kept !== undefined && { kept }),
    ...('record' in reject && { record: clip(reject.record ?? '', RECORD_CLIP) }),
    ...('record_base64' in reject && {
      record_base64: clip(reject.record_base64 ?? '', RECORD_CLIP),
    }),
  }
  return { ...row, clipped }
}
