import { isJsonArray, isJsonObject, JsonNumber, type Json, type JsonObject } from './json-value.js'

/**
 * JSON text without blanks: strings escaped as little as possible (as `JSON.stringify` does), keys
 * in their order, numbers as they were written.
 */
export function writeJson(value: Json): string {
  if (typeof value === 'string') return writeText(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (value instanceof JsonNumber) return value.text
  if (isJsonArray(value)) return `[${value.map(writeJson).join(',')}]`
  return writeObject(value)
}

/** Up to here a loop is quicker than `JSON.stringify`. */
const LONGEST_LOOPED = 32

function writeText(text: string): string {
  if (text.length > LONGEST_LOOPED) return JSON.stringify(text)
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    const isPlain = unit >= 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x5c
    if (!isPlain) return JSON.stringify(text)
  }
  return `"${text}"`
}

function writeObject(value: JsonObject): string {
  let text = '{'
  value.forEach((member, key) => {
    if (text.length > 1) text += ','
    text += `${writeKey(key)}:${writeJson(member)}`
  })
  return `${text}}`
}

/** Keys repeat from record to record; bounded, because hostile data has a new key every time. */
const writtenKeys = new Map<string, string>()
const MOST_WRITTEN_KEYS = 4096

/** A key as JSON text. */
export function writeKey(key: string): string {
  const known = writtenKeys.get(key)
  if (known !== undefined) return known
  const written = JSON.stringify(key)
  if (writtenKeys.size < MOST_WRITTEN_KEYS) writtenKeys.set(key, written)
  return written
}

/**
 * One text for all spellings of one value: keys sorted by UTF-16 code unit, numbers as in
 * `canonicalNumber`. Two values are equal exactly when their canonical texts are.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return canonicalNumber(String(value))
  if (value === null || typeof value === 'boolean') return String(value)
  if (value instanceof JsonNumber) return canonicalNumber(value.text)
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = [...value.keys()].toSorted(byCodeUnit)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value.get(key) ?? null)}`).join(',')}}`
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

const ZERO = 0x30

/**
 * The decimal value, exactly: `<digits>e<exponent>` without zeros at either end of the digits.
 * `1`, `1.0` and `10e-1` all give `1e0`; nothing is rounded.
 */
export function canonicalNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/u.exec(text) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/u, '')
  const significant = withoutEndZeros(digits)
  if (significant === '') return '0e0'
  const shift = BigInt(digits.length - significant.length - fraction.length)
  return `${sign}${significant}e${BigInt(exponent) + shift}`
}

/** In one pass: a regex looks from each zero of a long run again. */
function withoutEndZeros(digits: string): string {
  let end = digits.length
  while (digits.charCodeAt(end - 1) === ZERO) end -= 1
  return digits.slice(0, end)
}

/** JSON text for people, two spaces a level, with a line end at the end. */
export function indentJson(value: Json): string {
  return `${indent(value, '')}\n`
}

function indent(value: Json, margin: string): string {
  const flat = writeJson(value)
  const isBranch = isJsonArray(value) || isJsonObject(value)
  if (!isBranch || flat.length <= 2) return flat
  const inner = `${margin}  `
  const lines = isJsonArray(value)
    ? value.map((item) => indent(item, inner))
    : Array.from(value, ([key, member]) => `${JSON.stringify(key)}: ${indent(member, inner)}`)
  const [open, close] = isJsonArray(value) ? '[]' : '{}'
  return `${open}\n${inner}${lines.join(`,\n${inner}`)}\n${margin}${close}`
}
