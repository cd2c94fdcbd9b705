import { clipText } from '../../kernel/clip-text.js'
import { joinBytes, splitBytes } from '../../kernel/joined-bytes.js'
import { packNumbers, unpackNumbers } from '../../kernel/packed-numbers.js'
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

/** Plain JSON and bytes. */
export interface RejectsState {
  readonly offered: number
  /** In the order of their first occurrence, each with how many rejects of it are chosen. */
  readonly codes: readonly (readonly [DropCode, number])[]
  /** Of each chosen reject, code by code, its hash and order. */
  readonly facts: string
  /** The row of each, as JSON. */
  readonly rows: Uint8Array
}

interface Chosen {
  readonly hash: number
  readonly order: number
  readonly row: RejectExcerpt
  /** The row as JSON, once it was saved: most rows are the same every time. */
  json?: Uint8Array
}

export function chooseRejects(most: number, from?: RejectsState): RejectChooser {
  const chosenByCode = from ? restored(from) : new Map<DropCode, Chosen[]>()
  let offered = from?.offered ?? 0

  return {
    offer(code, hash, reject) {
      offered += 1
      if (most === 0) return
      let chosen = chosenByCode.get(code)
      if (!chosen) chosenByCode.set(code, (chosen = []))
      const order = offered
      insertLowest(chosen, {
        most,
        compare: (other) => hash - other.hash,
        make: () => ({ hash, order, row: rowOf(reject()) }),
      })
    },
    save() {
      const chosen = [...chosenByCode.values()].flat()
      return {
        offered,
        codes: Array.from(chosenByCode, ([code, { length }]): [DropCode, number] => [code, length]),
        facts: packNumbers(factsOf(chosen)),
        rows: joinBytes(chosen.map(jsonOf)),
      }
    },
    report: () =>
      shareOut([...chosenByCode.values()], most)
        .toSorted((left, right) => left.order - right.order)
        .map(({ row }) => row),
  }
}

const encoder = new TextEncoder()

function jsonOf(chosen: Chosen): Uint8Array {
  return (chosen.json ??= encoder.encode(JSON.stringify(chosen.row)))
}

function factsOf(chosen: readonly Chosen[]): Float64Array {
  const facts = new Float64Array(2 * chosen.length)
  let at = 0
  for (const { hash, order } of chosen) {
    facts[at] = hash
    facts[at + 1] = order
    at += 2
  }
  return facts
}

function restored({ codes, facts, rows }: RejectsState): Map<DropCode, Chosen[]> {
  const numbers = unpackNumbers(facts)
  const chosen = splitBytes(rows).map((json, index): Chosen => {
    const [hash = 0, order = 0] = numbers.subarray(2 * index, 2 * index + 2)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from one
    const row = JSON.parse(Buffer.from(json).toString()) as RejectExcerpt
    return { hash, order, row, json }
  })
  let end = 0
  return new Map(codes.map(([code, count]) => [code, chosen.slice(end, (end += count))]))
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
