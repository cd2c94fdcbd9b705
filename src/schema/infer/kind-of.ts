import { isJsonArray, JsonNumber, type Json } from '../../kernel/json-value.js'

/** `number` is one that is not written as an integer. */
export type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null'

export function kindOf(value: Json): Kind {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return isWholeText(String(value)) ? 'integer' : 'number'
  if (value instanceof JsonNumber) return isWholeText(value.text) ? 'integer' : 'number'
  return isJsonArray(value) ? 'array' : 'object'
}

/** As it is written: `1`, and not `1.0` or `1e2`. */
export function isWholeText(text: string): boolean {
  return /^-?\d+$/u.test(text)
}
