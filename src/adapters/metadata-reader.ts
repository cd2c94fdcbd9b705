import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../kernel/json-value.js'
import { seenValue, type MetadataProblem } from './metadata-problem.js'

/**
 * Takes values out of one object of a metadata document. What is missing has its default; what is of
 * the wrong type has it too, and goes down as a problem.
 */
export interface MetadataReader {
  text(key: string, fallback: string): string
  /** A number without a fraction; `8.0` is one. */
  whole(key: string, fallback: number): number
  number(key: string, fallback: number): number
  texts(key: string, fallback: readonly string[]): readonly string[]
  /** The object under a key; an empty one when it is missing. */
  section(key: string): MetadataReader
  /** All members that are texts, other types left aside. */
  textMembers(): Readonly<Record<string, string>>
}

export function metadataReader(
  object: JsonObject,
  problems: MetadataProblem[],
  pointer = '',
): MetadataReader {
  /** The member if it fits, else the fallback. */
  function take<Value>(key: string, fallback: Value, { fits, expected }: Kind<Value>): Value {
    const value = object.get(key)
    if (value === undefined) return fallback
    const fitting = fits(value)
    if (fitting !== undefined) return fitting
    problems.push({ pointer: `${pointer}/${key}`, expected, seen: seenValue(value) })
    return fallback
  }

  return {
    text: (key, fallback) => take(key, fallback, text),
    whole: (key, fallback) => take(key, fallback, whole),
    number: (key, fallback) => take(key, fallback, finite),
    texts: (key, fallback) => take(key, fallback, texts),
    section: (key) => metadataReader(take(key, nothing, section), problems, `${pointer}/${key}`),
    textMembers: () => Object.fromEntries(Array.from(object).filter(isTextMember)),
  }
}

/** A type of value: what fits, converted, and its name in a problem. */
interface Kind<Value> {
  readonly expected: string
  readonly fits: (value: Json) => Value | undefined
}

const nothing: JsonObject = new Map()

const text: Kind<string> = {
  expected: 'a string',
  fits: (value) => (typeof value === 'string' ? value : undefined),
}

const finite: Kind<number> = { expected: 'a number', fits: finiteNumber }

const whole: Kind<number> = {
  expected: 'a whole number',
  fits(value) {
    const number = finiteNumber(value)
    return Number.isSafeInteger(number) ? number : undefined
  },
}

const texts: Kind<readonly string[]> = {
  expected: 'an array of strings',
  fits(value) {
    if (!isJsonArray(value)) return undefined
    const items = value.filter((item) => typeof item === 'string')
    return items.length === value.length ? items : undefined
  },
}

const section: Kind<JsonObject> = {
  expected: 'an object',
  fits: (value) => (isJsonObject(value) ? value : undefined),
}

function finiteNumber(value: Json): number | undefined {
  const number = value instanceof JsonNumber ? Number(value.text) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function isTextMember(member: readonly [string, Json]): member is [string, string] {
  return typeof member[1] === 'string'
}
