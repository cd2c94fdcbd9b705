import type { Json } from '../kernel/json-value.js'

/** A whole number from 0 up to where JavaScript counts exactly. */
export function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
