import { isUtf8 } from 'node:buffer'
import { toParsedBytes, Fault, peek, skipBlanks, unexpected, type Cursor } from './json-cursor.js'
import type { JsonProblem } from './json-problem.js'
import type { Json } from './json-value.js'
import { readNumber } from './parse-json-number.js'
import { readKey, readString } from './parse-json-string.js'

/** Deeper nesting is refused: no real record needs it, and recursion must have a bound. */
export const MAX_DEPTH = 512

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
  const { bytes, view } = toParsedBytes(source)
  if (!knownUtf8 && !isUtf8(bytes.subarray(start, end))) {
    return { problem: { code: 'invalid-utf8', offset: 0, found: 'bytes that are not UTF-8' } }
  }
  const cursor: Cursor = { bytes, view, at: start, end, depth: 0, seen: 0 }
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

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d

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

function shorten(key: string): string {
  const shown = Array.from(key.slice(0, 64)).slice(0, 32).join('')
  return `key ${JSON.stringify(shown)} given twice`
}
