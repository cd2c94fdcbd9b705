import { ShapedObject } from './shaped-object.js'

/** A JSON value as exactly as it was written: key order, duplicate-free keys, number spelling. */
export type Json = null | boolean | number | string | JsonNumber | readonly Json[] | JsonObject

/** A map, because a plain object reorders keys such as `"1"` and gives `__proto__` a meaning. */
export type JsonObject = ReadonlyMap<string, Json>

/**
 * A number whose spelling JavaScript would change: `1.0`, `-0`, `1e400`, `9007199254740993`.
 * All others are plain numbers.
 */
export class JsonNumber {
  /** As written; always valid JSON number grammar. */
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value instanceof ShapedObject || value instanceof Map
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The JSON name of a value's type, or `missing`. */
export function jsonKind(value: Json | undefined): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (value instanceof JsonNumber) return 'number'
  if (isJsonArray(value)) return 'array'
  return isJsonObject(value) ? 'object' : typeof value
}

/** The exact value for a number written as `text`, which must be valid JSON number grammar. */
export function jsonNumber(text: string): number | JsonNumber {
  const value = Number(text)
  return String(value) === text ? value : new JsonNumber(text)
}
