import { hash } from 'node:crypto'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { canonicalJson } from '../kernel/write-json.js'

/** Bytes of a content key: half of a SHA-256, so that not even hostile data makes two collide. */
export const KEY_BYTES = 16

/**
 * A digest of what the sample says, whatever its spelling: escapes, key order below the top and
 * number spelling do not count; weight and metadata are no part of it.
 */
export function contentKey(content: JsonObject, normalize?: (text: string) => string): Buffer {
  const compared = normalize ? normalizeTexts(content, normalize) : content
  return hash('sha256', contentText(compared), 'buffer').subarray(0, KEY_BYTES)
}

/** As the content would be written; only then in canonical form where spellings can differ. */
function contentText(content: Json): string {
  if (!isJsonObject(content)) return canonicalJson(content)
  let text = ''
  for (const [key, value] of content) text += `${JSON.stringify(key)}:${canonicalJson(value)},`
  return text
}

function normalizeTexts(value: Json, normalize: (text: string) => string): Json {
  if (typeof value === 'string') return normalize(value)
  if (isJsonArray(value)) return value.map((item) => normalizeTexts(item, normalize))
  if (!isJsonObject(value)) return value
  return new Map(Array.from(value, ([key, member]) => [key, normalizeTexts(member, normalize)]))
}
