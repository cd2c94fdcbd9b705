import { JsonNumber, type Json } from '../../kernel/json-value.js'
import { canonicalNumber } from '../../kernel/write-json.js'

/** Code units of a text that can be a category. */
const MAX_LENGTH = 100

/** A value that can group samples. */
export type Scalar = string | number | boolean | null

/** What a value groups its sample under; `undefined` when that is nothing. */
export function scalarOf(value: Json): Scalar | undefined {
  if (typeof value === 'string') return value.length > MAX_LENGTH ? undefined : value
  if (value === null || typeof value !== 'object') return value
  return value instanceof JsonNumber ? numberOf(value) : undefined
}

/** 1.0 is 1; what JavaScript would round is no category. */
function numberOf({ text }: JsonNumber): number | undefined {
  const value = Number(text)
  const isExact = Number.isFinite(value) && canonicalNumber(String(value)) === canonicalNumber(text)
  return isExact ? value : undefined
}
