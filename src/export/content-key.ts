import { hash } from 'node:crypto'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { canonicalJson } from '../kernel/write-json.js'

/** 32-bit words of a content key: half of a SHA-256, so that not even hostile data makes two collide. */
export const KEY_WORDS = 4

/**
 * What the sample says, in one text for all its spellings: escapes, key order below the top and
 * number spelling do not count; weight and metadata are no part of it. `undefined` when the text is
 * just what is written to the shard.
 */
export function canonicalContent(
  content: JsonObject,
  normalize?: (text: string) => string,
): string | undefined {
  if (normalize) return canonicalMembers(normalizeMembers(content, normalize))
  let isPlain = true
  content.forEach((value) => (isPlain &&= typeof value === 'string'))
  return isPlain ? undefined : canonicalMembers(content)
}

/** Writes the key of canonical content, as text or as the bytes that are written, into `keys` at `at`. */
export type WriteKey = (canonical: string | Uint8Array, keys: Uint32Array, at: number) => void

/** The key where no byte lane makes it. */
export function writeContentKey(
  canonical: string | Uint8Array,
  keys: Uint32Array,
  at: number,
): void {
  // One character per byte: a digest in a buffer of its own takes twice as long.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- missing from the types of this Node
  const digest = hash('sha256', canonical, 'latin1' as 'hex')
  for (let word = 0; word < KEY_WORDS; word += 1) {
    const from = 4 * word
    keys[at + word] =
      digest.charCodeAt(from) |
      (digest.charCodeAt(from + 1) << 8) |
      (digest.charCodeAt(from + 2) << 16) |
      (digest.charCodeAt(from + 3) << 24)
  }
}

/** Like `writeJson` without the closing brace, the members themselves in canonical form. */
function canonicalMembers(content: JsonObject): string {
  let text = '{'
  for (const [key, value] of content) {
    if (text.length > 1) text += ','
    text += `${JSON.stringify(key)}:${canonicalJson(value)}`
  }
  return text
}

function normalizeMembers(content: JsonObject, normalize: (text: string) => string): JsonObject {
  return new Map(Array.from(content, ([key, value]) => [key, normalizeTexts(value, normalize)]))
}

function normalizeTexts(value: Json, normalize: (text: string) => string): Json {
  if (typeof value === 'string') return normalize(value)
  if (isJsonArray(value)) return value.map((item) => normalizeTexts(item, normalize))
  return isJsonObject(value) ? normalizeMembers(value, normalize) : value
}
