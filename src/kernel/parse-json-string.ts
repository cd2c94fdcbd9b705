import { Fault, unexpected, type Cursor } from './json-cursor.js'
import { skipPlain } from './skip-plain.js'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const HIGH_BITS = 0x80808080

/** The string whose opening quote is at the cursor, which moves behind the closing one. */
export function readString(cursor: Cursor): string {
  const { bytes, end } = cursor
  const start = cursor.at + 1
  cursor.seen = 0
  const at = skipPlain(cursor, start)
  if (at >= end) throw new Fault('invalid-json', end, 'the end within a string')
  const byte = bytes[at]
  if (byte === BACKSLASH) return readEscaped(cursor, at)
  if (byte !== QUOTE) throw new Fault('invalid-json', at, 'a control character in a string')
  cursor.at = at + 1
  const text = decode(cursor, start, at)
  cursor.texts?.remember(text, start - 1, at + 1)
  return text
}

/** A string with at least one escape, found at `from`; the engine un-escapes it. */
function readEscaped(cursor: Cursor, from: number): string {
  const { bytes, at: start, end } = cursor
  let isCanonical = true
  let at = from
  while (at < end && bytes[at] !== QUOTE) {
    isCanonical &&= isCanonicalEscape(bytes, at)
    // Control characters are left to the engine.
    at = skipPlain(cursor, bytes[at] === BACKSLASH ? at + 2 : at + 1)
  }
  if (at >= end) throw new Fault('invalid-json', end, 'the end within a string')
  const text = unescape(decode(cursor, start, at + 1))
  if (text === undefined) throw new Fault('invalid-json', from, 'a bad escape or control character')
  if (!isCanonical && !text.isWellFormed())
    throw new Fault('lone-surrogate', from, 'half of a surrogate pair')
  cursor.at = at + 1
  if (isCanonical) cursor.texts?.remember(text, start, at + 1)
  return text
}

/** `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t`: what `JSON.stringify` writes for these, and only these. */
const shortEscapes = new Uint8Array(256)
for (const letter of '"\\bfnrt') shortEscapes[letter.charCodeAt(0)] = 1

/** Escapes as `\u0001` are rare enough to be written anew. */
function isCanonicalEscape(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === BACKSLASH && shortEscapes[bytes[at + 1] ?? 0] === 1
}

/** Text without non-ASCII bytes takes a shorter way, short text of that kind the shortest. */
function decode(cursor: Cursor, start: number, end: number): string {
  const { bytes, seen } = cursor
  if ((seen & HIGH_BITS) !== 0) return bytes.utf8Slice(start, end)
  return end - start > LONGEST_WORD ? bytes.latin1Slice(start, end) : decodeWord(cursor, start, end)
}

/** Texts up to this many bytes are often the same from record to record: languages, categories. */
const LONGEST_WORD = 16
const words: string[] = Array.from({ length: 2048 }, () => '')

/** Looks the text up by its bytes, which is quicker than to make it and leaves no garbage. */
function decodeWord({ bytes }: Cursor, start: number, end: number): string {
  let hash = 0
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
  const slot = hash & (words.length - 1)
  const word = words[slot] ?? ''
  if (word.length === end - start && isWrittenAt(word, bytes, start)) return word
  const made = bytes.latin1Slice(start, end)
  words[slot] = made
  return made
}

function isWrittenAt(text: string, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[start + index] !== text.charCodeAt(index)) return false
  }
  return true
}

function unescape(quoted: string): string | undefined {
  try {
    const text: unknown = JSON.parse(quoted)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

/** The key at the cursor, which moves behind it. */
export function readKey(cursor: Cursor): string {
  if (cursor.at >= cursor.end || cursor.bytes[cursor.at] !== QUOTE) throw unexpected(cursor)
  return readString(cursor)
}

/** Moves behind the key at the cursor if it is this one, written without escapes. */
export function skipKey(cursor: Cursor, key: string): boolean {
  const { bytes, at, end } = cursor
  const quoteAt = at + key.length + 1
  if (quoteAt >= end || bytes[at] !== QUOTE || bytes[quoteAt] !== QUOTE) return false
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index)
    // What takes more than one byte, or an escape, is left to `readKey`.
    if (unit > 0x7e || unit < 0x20 || unit === QUOTE || unit === BACKSLASH) return false
    if (bytes[at + 1 + index] !== unit) return false
  }
  cursor.at = quoteAt + 1
  return true
}
