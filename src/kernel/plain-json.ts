import { LoradexError } from './error.js'
import { isJsonArray, jsonNumber, JsonNumber, type Json } from './json-value.js'
import { ShapedObject } from './shaped-object.js'

/**
 * The exact value for what a program holds: objects, arrays, strings, numbers, bigints, booleans,
 * null, dates (as ISO 8601) and anything with `toJSON`. Members that are undefined are left out, as
 * `JSON.stringify` does.
 * @throws `value.not-json` on NaN, Infinity, functions, symbols, cycles and more than 1,000 levels.
 */
export function fromPlain(value: unknown): Json {
  return convert(value, [])
}

/** Twice what JSON text may have: a schema that is too deep is refused as a schema. */
const MOST_LEVELS = 1000

/** `parents` is the same list all the way. */
function convert(value: unknown, parents: object[]): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'bigint':
      return jsonNumber(String(value))
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value))
      return Object.is(value, -0) ? 0 : value
    case 'undefined':
    case 'function':
    case 'symbol':
      throw notJson(typeof value)
    case 'object':
      return value === null ? null : convertObject(value, parents)
  }
}

function convertObject(value: object, parents: object[]): Json {
  if (value instanceof JsonNumber) return value
  if (parents.includes(value)) throw notJson('a cycle')
  if (parents.length >= MOST_LEVELS) throw notJson(`more than ${MOST_LEVELS} levels`)
  parents.push(value)
  const converted = convertMembers(value, parents)
  parents.pop()
  return converted
}

function convertMembers(value: object, within: object[]): Json {
  if (Array.isArray(value)) return value.map((item: unknown) => convert(item ?? null, within))
  if (hasToJson(value)) return convert(value.toJSON(), within)
  const entries: Iterable<[unknown, unknown]> = isMap(value) ? value : Object.entries(value)
  const members = new Map<string, Json>()
  for (const [key, member] of entries) {
    if (member !== undefined) members.set(String(key), convert(member, within))
  }
  return members
}

function isMap(value: object): value is ReadonlyMap<unknown, unknown> {
  return value instanceof Map || value instanceof ShapedObject
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}

const nouns: ReadonlySet<string> = new Set(['function', 'symbol'])

function notJson(seen: string): LoradexError {
  return new LoradexError('value.not-json', {
    message: `expected a value that JSON can hold, saw ${nouns.has(seen) ? `a ${seen}` : seen}`,
    details: { seen },
    hint: 'Pass objects, arrays, strings, finite numbers, bigints, booleans, dates or null.',
  })
}

/** A JSON value as plain JavaScript; numbers that JavaScript cannot hold lose precision. */
export type PlainJson =
  | null
  | boolean
  | number
  | string
  | readonly PlainJson[]
  | { readonly [key: string]: PlainJson }

/** For libraries that want ordinary objects. `__proto__` becomes an ordinary own key. */
export function toPlain(value: Json): PlainJson {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof JsonNumber) return Number(value.text)
  if (isJsonArray(value)) return value.map(toPlain)
  return Object.fromEntries(Array.from(value, ([key, member]) => [key, toPlain(member)]))
}
