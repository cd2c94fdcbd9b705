import type { Json } from '../../../kernel/json-value.js'

/** A number that JavaScript holds exactly. */
export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}
