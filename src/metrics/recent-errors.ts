import { isJsonArray, type Json } from '../kernel/json-value.js'
import { isCount } from './is-count.js'

/** How many of the last errors a report shows, as documented. */
const SHOWN = 10

/** One line about one error, with its place in the plan: part, record, error within the record. */
interface RecentError {
  readonly part: number
  readonly index: number
  readonly errorIndex: number
  readonly message: string
}

/** The last errors in plan order, at most ten; places make that the same for any order of merging. */
export type RecentErrors = readonly RecentError[]

export function lastErrors(errors: RecentErrors): RecentErrors {
  return errors.toSorted(byPlace).slice(-SHOWN)
}

export function writeRecentErrors(errors: RecentErrors): Json {
  return errors.map(({ part, index, errorIndex, message }) => [part, index, errorIndex, message])
}

export function readRecentErrors(value: Json | undefined): RecentErrors | undefined {
  if (!isJsonArray(value)) return undefined
  const errors = value.flatMap((item) => readRecentError(item) ?? [])
  return errors.length === value.length ? lastErrors(errors) : undefined
}

function readRecentError(value: Json): RecentError | undefined {
  if (!isJsonArray(value)) return undefined
  const [part, index, errorIndex, message] = value
  if (!isCount(part) || !isCount(index) || !isCount(errorIndex)) return undefined
  return typeof message === 'string' ? { part, index, errorIndex, message } : undefined
}

function byPlace(left: RecentError, right: RecentError): number {
  return (
    left.part - right.part ||
    left.index - right.index ||
    left.errorIndex - right.errorIndex ||
    // Places are unique in a plan; a caller who numbers nothing still gets one order.
    Number(left.message > right.message) - Number(left.message < right.message)
  )
}
