import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import { writeKeyPath } from '../columns/write-field-path.js'

/** Arrays of records are not hidden deeper than this. */
const MAX_DEPTH = 3

/** An object is a wrapping of its records when these are so much of it; else it is a record itself. */
const LEAST_SHARE = 0.5

/** A record may well have a list of two. */
const LEAST_RECORDS = 3

/**
 * The path to the array of records in an object that is their wrapping, such as
 * `{"version": 1, "examples": [{…}, {…}, {…}]}`; nothing when the object is a record.
 */
export function arrayWithin(value: Json): string | undefined {
  if (!isJsonObject(value)) return undefined
  const [largest] = arraysIn(value, []).toSorted((left, right) => right.units - left.units)
  if (largest === undefined || largest.units < LEAST_SHARE * writeJson(value).length)
    return undefined
  return writeKeyPath(largest.keys)
}

interface FoundArray {
  readonly keys: readonly string[]
  /** Length of its text. */
  readonly units: number
}

function arraysIn(object: JsonObject, within: readonly string[]): readonly FoundArray[] {
  return Array.from(object).flatMap(([key, member]) => {
    const keys = [...within, key]
    if (isJsonObject(member)) return keys.length < MAX_DEPTH ? arraysIn(member, keys) : []
    return isRecords(member) ? [{ keys, units: writeJson(member).length }] : []
  })
}

/** Objects that have a key in common. */
function isRecords(value: Json): boolean {
  if (!isJsonArray(value) || value.length < LEAST_RECORDS) return false
  const objects = value.filter(isJsonObject)
  const [first] = objects
  if (objects.length < value.length || first === undefined) return false
  return Array.from(first.keys()).some((key) => objects.every((object) => object.has(key)))
}
