import { JsonNumber, jsonKind, type Json, type JsonObject } from '../kernel/json-value.js'
import type { Drop } from '../records/verdict.js'
import { readTimestamp } from './timestamp.js'

const DAY_MS = 86_400_000

/** Code points of produced text that add 100 % to the length factor, were it not capped. */
const LENGTH_SCALE = 2000

/** Length alone makes no sample more than half as heavy again. */
const MAX_LENGTH_BONUS = 0.5

/** Code units of a bad value that a drop shows. */
const SHOWN = 40

/** Longer numbers in text are no weights. */
const MOST_DIGITS = 32

/** Finds a value in a record; `undefined` where there is none. */
export type ReadValue = (record: JsonObject) => Json | undefined

export interface WeightOptions {
  /** Absent: every sample starts from `defaultWeight`. */
  readonly explicit?: ReadValue
  /** For records whose explicit weight is missing or null. */
  readonly defaultWeight: number
  /** Longer samples weigh more: `1 + min(0.5, length / 2000)`. @default false */
  readonly byLength?: boolean
  /** Older samples weigh less. @default unchanged */
  readonly freshness?: Freshness
  /** @default unclamped */
  readonly minWeight?: number
  /** @default unclamped */
  readonly maxWeight?: number
}

/** `0.5 ^ (age / half life)`, hence above 1 for what is younger than the reference time. */
export interface Freshness {
  readonly timestamp: ReadValue
  readonly halfLifeDays: number
  /** Instant that ages are counted from, in milliseconds since 1970. */
  readonly referenceTimeMs: number
}

export type Weighed = { readonly weight: number } | { readonly drop: Drop }

/** Pure. `length` is that of the produced text, in code points. */
export type Weigher = (record: JsonObject, length: number) => Weighed

/**
 * Weight = explicit × length factor × freshness factor, then clamped if limits are given. A record
 * without a timestamp has a freshness factor of 1. Drops with `bad-weight` what has an explicit
 * weight other than a finite number from 0, or a product that is not finite; with `bad-timestamp`
 * what has a timestamp that cannot be read.
 */
export function createWeigher(options: WeightOptions): Weigher {
  const { explicit, byLength = false, freshness } = options
  const { minWeight = 0, maxWeight = Infinity } = options

  return (record, length) => {
    const given = explicit?.(record) ?? options.defaultWeight
    const base = numberOf(given)
    if (typeof base !== 'number' || !Number.isFinite(base) || base < 0) return badWeight(given)

    const fresh = freshness === undefined ? 1 : freshnessFactor(record, freshness)
    if (typeof fresh !== 'number') return fresh

    const product = base * (byLength ? lengthFactor(length) : 1) * fresh
    if (!Number.isFinite(product)) return tooHeavy(product)
    return { weight: Math.min(Math.max(product, minWeight), maxWeight) }
  }
}

/** Numbers may stand in text, as they do in every column of a CSV file; written as in JSON. */
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/iu

function numberOf(value: Json): Json {
  if (value instanceof JsonNumber) return Number(value.text)
  if (typeof value !== 'string' || value.length > MOST_DIGITS) return value
  return decimal.test(value) ? Number(value) : value
}

function lengthFactor(length: number): number {
  return 1 + Math.min(MAX_LENGTH_BONUS, length / LENGTH_SCALE)
}

function freshnessFactor(record: JsonObject, freshness: Freshness): number | { drop: Drop } {
  const { timestamp, halfLifeDays, referenceTimeMs } = freshness
  const value = timestamp(record) ?? null
  if (value === null) return 1
  const instant = readTimestamp(value)
  if (instant === undefined) return badTimestamp(value)
  return 0.5 ** ((referenceTimeMs - instant) / DAY_MS / halfLifeDays)
}

function badWeight(given: Json): Weighed {
  const rule = 'weighting.weight_field'
  const allowed = 'a finite number >= 0'
  return { drop: { code: 'bad-weight', rule, observed: show(given), allowed } }
}

function tooHeavy(product: number): Weighed {
  const allowed = 'a finite product of factors'
  return { drop: { code: 'bad-weight', rule: 'weighting', observed: String(product), allowed } }
}

function badTimestamp(value: Json): { drop: Drop } {
  const rule = 'weighting.timestamp_field'
  const allowed = 'ISO 8601 text, or seconds or milliseconds since 1970'
  return { drop: { code: 'bad-timestamp', rule, observed: show(value), allowed } }
}

function show(value: Json): string {
  if (value instanceof JsonNumber) return value.text.slice(0, SHOWN)
  if (typeof value === 'object' || typeof value === 'boolean') return jsonKind(value)
  if (typeof value === 'number') return String(value)
  const start = value.slice(0, SHOWN).toWellFormed()
  return `string ${JSON.stringify(start)}${value.length > SHOWN ? '…' : ''}`
}
