import { isUtf8 } from 'node:buffer'
import { toParsedBytes, Fault, peek, skipBlanks, unexpected, type Cursor } from './json-cursor.js'
import type { JsonProblem } from './json-problem.js'
import { emptyShape, shapeWith } from './json-shape.js'
import type { Json } from './json-value.js'
import { readNumber } from './parse-json-number.js'
import { readKey, readString, skipKey } from './parse-json-string.js'
import { ShapedObject } from './shaped-object.js'
import type { WrittenTexts } from './written-texts.js'

/** Deeper nesting is refused: no real record needs it, and recursion must have a bound. */
export const MAX_DEPTH = 512
/** Longer keys, in UTF-16 units, are texts by mistake. */
export const MAX_KEY_UNITS = 65_536
/** Objects with more keys are tables by mistake. */
export const MAX_KEYS = 100_000

export type ParsedJson = { readonly value: Json } | { readonly problem: JsonProblem }

export interface ParseOptions {
  /** First byte. @default 0 */
  readonly start?: number
  /** One past the last byte. @default the length of `bytes` */
  readonly end?: number
  /** The caller has already found the bytes to be UTF-8, for instance for a whole batch. @default false */
  readonly knownUtf8?: boolean
  /** Is told where texts stand, so that they can be copied. @default nobody */
  readonly texts?: WrittenTexts | undefined
}

/**
 * Parses one JSON value (RFC 8259) without losing anything: numbers keep their text, keys their
 * order; what JSON.parse would repair in silence (duplicate keys, invalid UTF-8, lone surrogates)
 * is a problem. Never throws on bad bytes: to most callers they are data.
 */
export function parseJson(source: Uint8Array, options: ParseOptions = {}): ParsedJson {
  const { start = 0, end = source.length, knownUtf8 = false, texts } = options
  texts?.forget()
  const { bytes, view } = toParsedBytes(source)
  if (!knownUtf8 && !isUtf8(bytes.subarray(start, end))) {
    const offset = firstIllFormed(bytes.subarray(start, end))
    return { problem: { code: 'invalid-utf8', offset, found: 'bytes that are not UTF-8' } }
  }
  const cursor: Cursor = { bytes, view, at: start, end, depth: 0, texts, seen: 0 }
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

/** Where bytes that are not UTF-8 begin: a decoder writes something else there. */
function firstIllFormed(bytes: Buffer): number {
  const repaired = Buffer.from(bytes.toString())
  let at = 0
  while (at < bytes.length && bytes[at] === repaired[at]) at += 1
  // A replacement, ef bf bd, may begin as what it stands for.
  while (((repaired[at] ?? 0) & 0xc0) === 0x80) at -= 1
  return at
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
  const values: Json[] = []
  let shape = emptyShape
  if (isAt(cursor, BRACE_CLOSE)) return leave(cursor, new ShapedObject(shape, values))
  for (;;) {
    const keyAt = cursor.at
    const likely = shape.likely
    if (likely && skipKey(cursor, likely.lastKey)) shape = likely
    else {
      const key = readKey(cursor)
      const next = shapeWith(shape, key)
      if (next === 'taken') throw duplicateKey(keyAt, key)
      if (next === 'crowded') return readMap(cursor, { keys: shape.keys, values, key, keyAt })
      shape.likely = next
      shape = next
    }
    values.push(readMember(cursor))
    if (endsAfterItem(cursor, BRACE_CLOSE)) return leave(cursor, new ShapedObject(shape, values))
  }
}

interface ObjectSoFar {
  readonly keys: readonly string[]
  readonly values: readonly Json[]
  /** The key that the cursor stands behind, and where it began. */
  readonly key: string
  readonly keyAt: number
}

/** Goes on reading an object that is unlike others. */
function readMap(cursor: Cursor, { keys, values, ...first }: ObjectSoFar): Json {
  const members = new Map(keys.map((key, place) => [key, values[place] ?? null]))
  for (let { key, keyAt } = first; ; key = readKey(cursor)) {
    if (members.has(key)) throw duplicateKey(keyAt, key)
    if (key.length > MAX_KEY_UNITS) {
      throw new Fault('key-too-long', keyAt, `a key of more than ${MAX_KEY_UNITS} characters`)
    }
    if (members.size >= MAX_KEYS) {
      throw new Fault('too-many-keys', keyAt, `an object of more than ${MAX_KEYS} keys`)
    }
    members.set(key, readMember(cursor))
    if (endsAfterItem(cursor, BRACE_CLOSE)) return leave(cursor, members)
    keyAt = cursor.at
  }
}

/** The colon and value that follow a key. */
function readMember(cursor: Cursor): Json {
  if (!isAt(cursor, COLON)) throw unexpected(cursor)
  cursor.at += 1
  skipBlanks(cursor)
  return readValue(cursor)
}

function readArray(cursor: Cursor): Json {
  enter(cursor)
  const items: Json[] = []
  if (isAt(cursor, BRACKET_CLOSE)) return leave(cursor, items)
  for (;;) {
    items.push(readValue(cursor))
    if (endsAfterItem(cursor, BRACKET_CLOSE)) return leave(cursor, items)
  }
}

/** Whether the next byte that is not blank is this one. */
function isAt(cursor: Cursor, byte: number): boolean {
  skipBlanks(cursor)
  return peek(cursor) === byte
}

/** Moves to the closing byte, or behind the comma before the next item. */
function endsAfterItem(cursor: Cursor, close: number): boolean {
  if (isAt(cursor, close)) return true
  if (peek(cursor) !== COMMA) throw unexpected(cursor)
  cursor.at += 1
  skipBlanks(cursor)
  return false
}

function duplicateKey(at: number, key: string): Fault {
  const shown = Array.from(key.slice(0, 64)).slice(0, 32).join('')
  return new Fault('duplicate-key', at, `key ${JSON.stringify(shown)} given twice`)
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
