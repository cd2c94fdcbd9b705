import { isUtf8 } from 'node:buffer'
import { jsonNumber, type Json } from './json-value.js'

/** Deeper nesting is refused: no real record needs it, and recursion must have a bound. */
export const MAX_DEPTH = 512

/** Why bytes are not a JSON value that can be kept exactly. Public as reject codes. */
export type JsonProblemCode =
  | 'invalid-utf8'
  | 'invalid-json'
  | 'duplicate-key'
  | 'lone-surrogate'
  | 'too-deep'

export interface JsonProblem {
  readonly code: JsonProblemCode
  /** Byte position of the fault, counted from the start of the value. */
  readonly offset: number
  /** What was found there, in a few words; never a piece of the record longer than a key. */
  readonly found: string
}

export type ParsedJson = { readonly value: Json } | { readonly problem: JsonProblem }

export interface ParseOptions {
  /** First byte. @default 0 */
  readonly start?: number
  /** One past the last byte. @default the length of `bytes` */
  readonly end?: number
  /** The caller has already found the bytes to be UTF-8, for instance for a whole batch. @default false */
  readonly knownUtf8?: boolean
}

/**
 * Parses one JSON value (RFC 8259) without losing anything: numbers keep their text, keys their
 * order; what JSON.parse would repair in silence (duplicate keys, invalid UTF-8, lone surrogates)
 * is a problem. Never throws on bad bytes: to most callers they are data.
 */
export function parseJson(source: Uint8Array, options: ParseOptions = {}): ParsedJson {
  const { start = 0, end = source.length, knownUtf8 = false } = options
  const bytes = asBuffer(source)
  if (!knownUtf8 && !isUtf8(bytes.subarray(start, end))) {
    return { problem: { code: 'invalid-utf8', offset: 0, found: 'bytes that are not UTF-8' } }
  }
  const cursor: Cursor = { bytes, at: start, end, depth: 0 }
  try {
    skipBlanks(cursor)
    const value = readValue(cursor)
    skipBlanks(cursor)
    if (cursor.at < end) throw new Fault('invalid-json', cursor.at, 'text after the value')
    return { value }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const { code, at, found } = fault
    return { problem: { code, offset: at - start, found } }
  }
}

/** Parses text that must be JSON; `undefined` when it is not. */
export function parseJsonText(text: string): Json | undefined {
  const parsed = parseJson(Buffer.from(text), { knownUtf8: text.isWellFormed() })
  return 'value' in parsed ? parsed.value : undefined
}

/** In every Node since 0.11, several times faster than `toString`, and missing from its types. */
interface SliceableBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

interface Cursor {
  readonly bytes: SliceableBuffer
  at: number
  readonly end: number
  depth: number
}

/** Leaves the recursion; never leaves this file. */
class Fault extends Error {
  readonly code: JsonProblemCode
  readonly at: number
  readonly found: string

  constructor(code: JsonProblemCode, at: number, found: string) {
    super(found)
    this.code = code
    this.at = at
    this.found = found
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d

function asBuffer(source: Uint8Array): SliceableBuffer {
  const { buffer, byteOffset, byteLength } = source
  const bytes = Buffer.isBuffer(source) ? source : Buffer.from(buffer, byteOffset, byteLength)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every Buffer has both methods
  return bytes as SliceableBuffer
}

function skipBlanks(cursor: Cursor): void {
  const { bytes, end } = cursor
  let { at } = cursor
  while (at < end) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
    at += 1
  }
  cursor.at = at
}

function peek({ bytes, at, end }: Cursor): number {
  return at < end ? (bytes[at] ?? -1) : -1
}

function readValue(cursor: Cursor): Json {
  switch (peek(cursor)) {
    case QUOTE:
      return readString(cursor)
    case BRACE_OPEN:
      return readObject(cursor)
    case BRACKET_OPEN:
      return readArray(cursor)
    case 0x74:
      return readWord(cursor, 'true', true)
    case 0x66:
      return readWord(cursor, 'false', false)
    case 0x6e:
      return readWord(cursor, 'null', null)
    default:
      return readNumber(cursor)
  }
}

function readWord<Value extends Json>(cursor: Cursor, word: string, value: Value): Value {
  const { bytes, at, end } = cursor
  for (let index = 0; index < word.length; index += 1) {
    if (at + index >= end || bytes[at + index] !== word.charCodeAt(index)) {
      throw unexpected({ ...cursor, at: at + index })
    }
  }
  cursor.at = at + word.length
  return value
}

function readObject(cursor: Cursor): Json {
  enter(cursor)
  const members = new Map<string, Json>()
  skipBlanks(cursor)
  if (peek(cursor) === BRACE_CLOSE) return leave(cursor, members)
  for (let count = 1; ; count += 1) {
    const keyAt = cursor.at
    if (peek(cursor) !== QUOTE) throw unexpected(cursor)
    const key = readKey(cursor)
    skipBlanks(cursor)
    if (peek(cursor) !== COLON) throw unexpected(cursor)
    cursor.at += 1
    skipBlanks(cursor)
    members.set(key, readValue(cursor))
    // Cheaper than asking for the key beforehand: a key set twice does not add to the size.
    if (members.size < count) throw new Fault('duplicate-key', keyAt, shorten(key))
    skipBlanks(cursor)
    const byte = peek(cursor)
    if (byte === BRACE_CLOSE) return leave(cursor, members)
    if (byte !== COMMA) throw unexpected(cursor)
    cursor.at += 1
    skipBlanks(cursor)
  }
}

function readArray(cursor: Cursor): Json {
  enter(cursor)
  const items: Json[] = []
  skipBlanks(cursor)
  if (peek(cursor) === BRACKET_CLOSE) return leave(cursor, items)
  for (;;) {
    items.push(readValue(cursor))
    skipBlanks(cursor)
    const byte = peek(cursor)
    if (byte === BRACKET_CLOSE) return leave(cursor, items)
    if (byte !== COMMA) throw unexpected(cursor)
    cursor.at += 1
    skipBlanks(cursor)
  }
}

function enter(cursor: Cursor): void {
  cursor.depth += 1
  if (cursor.depth > MAX_DEPTH) {
    throw new Fault('too-deep', cursor.at, `more than ${MAX_DEPTH} levels`)
  }
  cursor.at += 1
}

function leave<Value extends Json>(cursor: Cursor, value: Value): Value {
  cursor.depth -= 1
  cursor.at += 1
  return value
}

function readString(cursor: Cursor): string {
  const { bytes, end } = cursor
  const start = cursor.at + 1
  let seen = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) {
      cursor.at = at + 1
      return seen < 0x80 ? bytes.latin1Slice(start, at) : bytes.utf8Slice(start, at)
    }
    if (byte === BACKSLASH) return readEscaped(cursor, at)
    if (byte < 0x20) throw new Fault('invalid-json', at, 'a control character in a string')
    seen |= byte
  }
  throw new Fault('invalid-json', end, 'the end within a string')
}

/** A string with at least one escape, found at `from`; the engine un-escapes it. */
function readEscaped(cursor: Cursor, from: number): string {
  const { bytes, at: start, end } = cursor
  let at = from
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  if (at >= end) throw new Fault('invalid-json', end, 'the end within a string')
  const text = unescape(bytes.utf8Slice(start, at + 1))
  if (text === undefined) throw new Fault('invalid-json', from, 'a bad escape or control character')
  if (!text.isWellFormed()) throw new Fault('lone-surrogate', from, 'half of a surrogate pair')
  cursor.at = at + 1
  return text
}

function unescape(quoted: string): string | undefined {
  try {
    const text: unknown = JSON.parse(quoted)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

/** Keys repeat from record to record: each is decoded once and looked up by its bytes after that. */
const knownKeys: (string | undefined)[] = Array.from({ length: 1024 })
const LONGEST_KNOWN_KEY = 64

function readKey(cursor: Cursor): string {
  const { bytes, end } = cursor
  const start = cursor.at + 1
  const last = Math.min(start + LONGEST_KNOWN_KEY, end)
  let hash = 0
  for (let at = start; at < last; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) {
      const slot = hash & (knownKeys.length - 1)
      const known = knownKeys[slot]
      if (known !== undefined && isWrittenAt(known, bytes, start, at)) {
        cursor.at = at + 1
        return known
      }
      const key = readString(cursor)
      knownKeys[slot] = key
      return key
    }
    // Anything but plain ASCII takes the longer way.
    if (byte === BACKSLASH || byte < 0x20 || byte > 0x7e) break
    hash = (Math.imul(hash, 31) + byte) | 0
  }
  return readString(cursor)
}

function isWrittenAt(key: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false
  for (let index = 0; index < key.length; index += 1) {
    if (bytes[start + index] !== key.charCodeAt(index)) return false
  }
  return true
}

function readNumber(cursor: Cursor): Json {
  const { bytes, end } = cursor
  const start = cursor.at
  let at = start
  if (bytes[at] === MINUS && at < end) at += 1
  const digitsAt = at
  let small = 0
  while (at < end && isDigit(bytes[at])) {
    small = small * 10 + (bytes[at] ?? ZERO) - ZERO
    at += 1
  }
  const digits = at - digitsAt
  if (digits === 0 || (digits > 1 && bytes[digitsAt] === ZERO)) {
    throw unexpected({ ...cursor, at: digits === 0 ? at : digitsAt + 1 })
  }
  const isWhole = at >= end || !(bytes[at] === 0x2e || bytes[at] === 0x65 || bytes[at] === 0x45)
  if (isWhole && digits <= 15 && !(digitsAt > start && small === 0)) {
    cursor.at = at
    return digitsAt > start ? -small : small
  }
  cursor.at = isWhole ? at : endOfFraction(cursor, at)
  return jsonNumber(bytes.latin1Slice(start, cursor.at))
}

/** From the `.`, `e` or `E` at `from` to the end of the number. */
function endOfFraction(cursor: Cursor, from: number): number {
  const { bytes, end } = cursor
  let at = from
  if (bytes[at] === 0x2e) at = endOfDigits(cursor, at + 1)
  if (at < end && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
    const sign = at + 1 < end ? bytes[at + 1] : -1
    at = endOfDigits(cursor, sign === MINUS || sign === 0x2b ? at + 2 : at + 1)
  }
  return at
}

function endOfDigits(cursor: Cursor, from: number): number {
  let at = from
  while (at < cursor.end && isDigit(cursor.bytes[at])) at += 1
  if (at === from) throw unexpected({ ...cursor, at })
  return at
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}

function unexpected({ bytes, at, end }: Cursor): Fault {
  if (at >= end) return new Fault('invalid-json', end, 'the end of the record')
  const byte = bytes[at] ?? 0
  const isPrintable = byte > 0x20 && byte < 0x7f
  const found = isPrintable ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`
  return new Fault('invalid-json', at, found)
}

function shorten(key: string): string {
  const shown = Array.from(key.slice(0, 64)).slice(0, 32).join('')
  return `key ${JSON.stringify(shown)} given twice`
}
