import { clipText } from '../kernel/clip-text.js'
import { isJsonArray, isJsonObject, type Json } from '../kernel/json-value.js'
import { isCount } from './is-count.js'

/**
 * Most keywords counted apart, so that a schema of any size takes bounded memory. A schema that
 * fails at more of them keeps the ones whose names come first: unlike the most frequent ones so far,
 * these do not depend on the order of merging, and their counts are exact.
 */
export const MAX_COUNTED_KEYWORDS = 1000

/** Code points kept of a message or pointer: keys of records can be of any length. */
const CLIP = 200

/** Errors per keyword of the schema, keyed by its name and place: `minLength /properties/output/minLength`. */
export type FrequentErrors = Map<string, FrequentError>

interface FrequentError {
  count: number
  /** The first one in plan order. */
  first: ErrorExample
}

/** One error, with its place in the plan: part, line in the part, error within the record. */
export interface ErrorExample {
  readonly part: number
  readonly index: number
  readonly errorIndex: number
  readonly instancePointer: string
  readonly message: string
}

/** Adds one error of a keyword, in place. O(1) unless more than `MAX_COUNTED_KEYWORDS` differ. */
export function addError(counts: FrequentErrors, key: string, error: ErrorExample): void {
  const known = counts.get(key)
  if (!known) {
    insert(counts, key, { count: 1, first: clip(error) })
    return
  }
  known.count += 1
  if (comparePlaces(error, known.first) <= 0) known.first = firstOf(known.first, clip(error))
}

export function mergeErrors(left: FrequentErrors, right: FrequentErrors): FrequentErrors {
  const merged: FrequentErrors = new Map(Array.from(left, ([key, error]) => [key, { ...error }]))
  for (const [key, error] of right) {
    const known = merged.get(key)
    if (known) {
      known.count += error.count
      known.first = firstOf(known.first, error.first)
    } else {
      insert(merged, key, { ...error })
    }
  }
  return merged
}

/** Most frequent first; equally frequent ones by name. */
export function topErrors(
  counts: FrequentErrors,
  most: number,
): readonly (readonly [string, FrequentError])[] {
  return inOrder(counts)
    .toSorted(([, left], [, right]) => right.count - left.count)
    .slice(0, most)
}

export function writeFrequentErrors(counts: FrequentErrors): Json {
  return new Map(
    inOrder(counts).map(([key, { count, first }]) => {
      const { part, index, errorIndex, instancePointer, message } = first
      return [key, [count, part, index, errorIndex, instancePointer, message]]
    }),
  )
}

export function readFrequentErrors(value: Json | undefined): FrequentErrors | undefined {
  if (!isJsonObject(value) || value.size > MAX_COUNTED_KEYWORDS) return undefined
  const counts: FrequentErrors = new Map()
  for (const [key, member] of value) {
    const error = readFrequentError(member)
    if (!error) return undefined
    counts.set(key, error)
  }
  return counts
}

function readFrequentError(value: Json): FrequentError | undefined {
  if (!isJsonArray(value)) return undefined
  const [count, part, index, errorIndex, instancePointer, message] = value
  if (!isCount(count) || count === 0) return undefined
  if (!isCount(part) || !isCount(index) || !isCount(errorIndex)) return undefined
  if (typeof instancePointer !== 'string' || typeof message !== 'string') return undefined
  return { count, first: { part, index, errorIndex, instancePointer, message } }
}

function insert(counts: FrequentErrors, key: string, error: FrequentError): void {
  counts.set(key, error)
  if (counts.size <= MAX_COUNTED_KEYWORDS) return
  let last = key
  for (const other of counts.keys()) if (other > last) last = other
  counts.delete(last)
}

function clip(error: ErrorExample): ErrorExample {
  const { part, index, errorIndex, instancePointer, message } = error
  return {
    part,
    index,
    errorIndex,
    instancePointer: clipText(instancePointer, CLIP).text,
    message: clipText(message, CLIP).text,
  }
}

/** Places are unique in a plan; a caller who numbers nothing still gets one answer for any order. */
function firstOf(left: ErrorExample, right: ErrorExample): ErrorExample {
  const order =
    comparePlaces(left, right) ||
    compareTexts(left.instancePointer, right.instancePointer) ||
    compareTexts(left.message, right.message)
  return order <= 0 ? left : right
}

function comparePlaces(left: ErrorExample, right: ErrorExample): number {
  return left.part - right.part || left.index - right.index || left.errorIndex - right.errorIndex
}

function compareTexts(left: string, right: string): number {
  return Number(left > right) - Number(left < right)
}

function inOrder(counts: FrequentErrors): [string, FrequentError][] {
  return Array.from(counts).toSorted(([left], [right]) => compareTexts(left, right))
}
