import { isJsonArray, isJsonObject, jsonKind, type Json } from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'

/** Code units of a value that a problem shows. */
const SHOWN = 60

/** One thing that is wrong with a metadata document. */
export interface MetadataProblem {
  /** JSON Pointer into the document; empty for the whole. */
  readonly pointer: string
  readonly expected: string
  readonly seen: string
}

/** For people: `/training/lora_rank: expected a whole number, saw string "8"`. */
export function problemLine({ pointer, expected, seen }: MetadataProblem): string {
  return `${pointer === '' ? 'document' : pointer}: expected ${expected}, saw ${seen}`
}

/** A value in a few words: its type, and what it is unless that would be long. */
export function seenValue(value: Json | undefined): string {
  if (isJsonArray(value) && value.length === 0) return 'an empty array'
  if (value === undefined || value === null || isJsonArray(value) || isJsonObject(value)) {
    return jsonKind(value)
  }
  const text = writeJson(value)
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text
  return typeof value === 'boolean' ? shown : `${jsonKind(value)} ${shown}`
}
