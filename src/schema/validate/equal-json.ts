import { JsonNumber, type Json } from '../../kernel/json-value.js'
import { canonicalJson, canonicalNumber } from '../../kernel/write-json.js'

type Primitive = null | boolean | number | string

/** A set of JSON values; equal are those that differ only in key order or number spelling. */
export interface JsonSet {
  has(value: Json): boolean
  /** Whether the value was new. */
  add(value: Json): boolean
}

export function createJsonSet(values: Iterable<Json> = []): JsonSet {
  const primitives = new Set<Primitive>()
  const canonical = new Set<string>()
  const set: JsonSet = {
    has(value) {
      const key = primitiveOf(value)
      return key === undefined
        ? canonical.size > 0 && canonical.has(canonicalJson(value))
        : primitives.has(key)
    },
    add(value) {
      const key = primitiveOf(value)
      const before = primitives.size + canonical.size
      if (key === undefined) canonical.add(canonicalJson(value))
      else primitives.add(key)
      return primitives.size + canonical.size > before
    },
  }
  for (const value of values) set.add(value)
  return set
}

/** Equal values have the same primitive; undefined for those that need more than one. */
function primitiveOf(value: Json): Primitive | undefined {
  if (value === null || typeof value !== 'object') return value
  if (!(value instanceof JsonNumber)) return undefined
  const rounded = Number(value.text)
  if (!Number.isFinite(rounded)) return undefined
  return canonicalNumber(String(rounded)) === canonicalNumber(value.text) ? rounded : undefined
}
