import { Fault, type Cursor } from './json-cursor.js'
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
  return decode(cursor, start, at)
}

/** A string with at least one escape, found at `from`; the engine un-escapes it. */
function readEscaped(cursor: Cursor, from: number): string {
  const { bytes, at: start, end } = cursor
  let at = from
  while (at < end && bytes[at] !== QUOTE) {
    // Control characters are left to the engine.
    at = skipPlain(cursor, bytes[at] === BACKSLASH ? at + 2 : at + 1)
  }
  if (at >= end) throw new Fault('invalid-json', end, 'the end within a string')
  const text = unescape(decode(cursor, start, at + 1))
  if (text === undefined) throw new Fault('invalid-json', from, 'a bad escape or control character')
  if (!text.isWellFormed()) throw new Fault('lone-surrogate', from, 'half of a surrogate pair')
  cursor.at = at + 1
  return text
}

/** Text without non-ASCII bytes takes a shorter way. */
function decode({ bytes, seen }: Cursor, start: number, end: number): string {
  return (seen & HIGH_BITS) === 0 ? bytes.latin1Slice(start, end) : bytes.utf8Slice(start, end)
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

/** Same result as `readString`, quicker for the keys that every record has. */
export function readKey(cursor: Cursor): string {
  const { bytes, end } = cursor
  const start = cursor.at + 1
  const last = Math.min(start + LONGEST_KNOWN_KEY, end)
  let hash = 0
  for (let at = start; at < last; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) {
      const slot = hash & (knownKeys.length - 1)
      const known = knownKeys[slot]
      if (known !== undefined && known.length === at - start && isWrittenAt(known, bytes, start)) {
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

function isWrittenAt(key: string, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < key.length; index += 1) {
    if (bytes[start + index] !== key.charCodeAt(index)) return false
  }
  return true
}
