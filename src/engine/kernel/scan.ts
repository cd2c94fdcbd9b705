// The grammar of JSON (RFC 8259) without building anything. Each function takes the place where a
// value begins and gives the place behind it, or 0 when the row is undecided.
import { ARRAY, BOOLEAN, INTEGER, NULL, NUMBER, OBJECT, STRING } from '../program-layout'
import { ESCAPED_KEY, REPEATED_KEY, SYNTAX, TOO_LARGE } from '../row-codes'
import { rememberText } from './known-texts'
import { undecided } from './row'
import { scanString, Spelling, Text } from './text'

/** What the value scanned last is. */
export class Value {
  static type: u32 = 0
  /** Of a container: of the types within, equal only for values of one column type. */
  static shape: u64 = 0
  /** Of a number: digits of the exponent; 0: it has none. */
  static exponent: u32 = 0
}

// @ts-ignore: decorator
@inline
export function skipBlanks(p: usize): usize {
  return load<u8>(p) > 0x20 ? p : skipSome(p)
}

function skipSome(p: usize): usize {
  let byte: u32 = load<u8>(p)
  while (byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09) {
    Spelling.differs = true
    byte = load<u8>(++p)
  }
  return p
}

/** What the shape of a container of this type begins with. */
// @ts-ignore: decorator
@inline
export function shapeOf(type: u32): u64 {
  return <u64>(type + 1) * 0x9e3779b97f4a7c15
}

/** The shape with that of a member or item. */
// @ts-ignore: decorator
@inline
export function joinShape(shape: u64, other: u64): u64 {
  shape = (rotl<u64>(shape, 23) ^ other) * 0x9fb21c651e98df25
  return shape ^ (shape >> 32)
}

/** Of the value scanned last; where it is no container, its type says it. */
// @ts-ignore: decorator
@inline
export function shapeOfValue(): u64 {
  const type = Value.type
  return type == OBJECT || type == ARRAY ? Value.shape : shapeOf(type)
}

export function scanNumber(p: usize): usize {
  if (load<u8>(p) == 0x2d) p++
  let byte: u32 = load<u8>(p)
  Value.exponent = 0
  Value.type = INTEGER
  if (byte == 0x30) byte = load<u8>(++p)
  else {
    if (byte - 0x31 > 8) return undecided(SYNTAX)
    do byte = load<u8>(++p)
    while (byte - 0x30 < 10)
  }
  if (byte == 0x2e) {
    Value.type = NUMBER
    byte = load<u8>(++p)
    if (byte - 0x30 > 9) return undecided(SYNTAX)
    do byte = load<u8>(++p)
    while (byte - 0x30 < 10)
  }
  if ((byte | 0x20) == 0x65) {
    Value.type = NUMBER
    byte = load<u8>(++p)
    if (byte == 0x2b || byte == 0x2d) byte = load<u8>(++p)
    if (byte - 0x30 > 9) return undecided(SYNTAX)
    const digits = p
    do byte = load<u8>(++p)
    while (byte - 0x30 < 10)
    Value.exponent = <u32>(p - digits)
  }
  return p
}

/**
 * Whether the number scanned last, of so many bytes, surely fits 64 bits: as a whole number, or as a
 * fraction that is not infinite.
 */
export function isSureNumber(bytes: usize): bool {
  if (Value.type == INTEGER) return bytes <= MAX_WHOLE
  return Value.exponent <= MAX_EXPONENT && bytes <= MAX_FRACTION
}

const MAX_WHOLE: usize = 18
const MAX_FRACTION: usize = 100
const MAX_EXPONENT: u32 = 2

/** `true`, `false`, `null`. */
export function scanWord(p: usize): usize {
  const word = load<u32>(p)
  Value.type = BOOLEAN
  if (word == 0x65757274) return p + 4
  if (word == 0x736c6166 && load<u8>(p, 4) == 0x65) return p + 5
  Value.type = NULL
  return word == 0x6c6c756e ? p + 4 : undecided(SYNTAX)
}

/** Deeper values are left to the object lane, which has a limit of its own. */
export const MAX_DEPTH: u32 = 64

/** Any value, with nothing remembered but its type. */
export function scanValue(p: usize, depth: u32): usize {
  const byte: u32 = load<u8>(p)
  if (byte == 0x22) {
    const start = p + 1
    p = scanString(start)
    if (!p) return 0
    rememberText(start, p)
    Value.type = STRING
    return p + 1
  }
  if (byte == 0x7b) return scanObject(p, depth)
  if (byte == 0x5b) return scanArray(p, depth)
  if (byte != 0x2d && byte - 0x30 > 9) return scanWord(p)
  const end = scanNumber(p)
  if (!isSureNumber(end - p)) Spelling.isUnsure = true
  return end
}

function scanArray(p: usize, depth: u32): usize {
  if (depth > MAX_DEPTH) return undecided(SYNTAX)
  let shape = shapeOf(ARRAY)
  let last: u64 = 0
  p = skipBlanks(p + 1)
  if (load<u8>(p) == 0x5d) return endScan(p, ARRAY, shape)
  while (true) {
    p = scanValue(p, depth + 1)
    if (!p) return 0
    const own = shapeOfValue()
    if (own != last) {
      last = own
      shape = joinShape(shape, own)
    }
    p = skipBlanks(p)
    const byte = load<u8>(p)
    if (byte == 0x2c) {
      p = skipBlanks(p + 1)
      continue
    }
    if (byte != 0x5d) return undecided(SYNTAX)
    return endScan(p, ARRAY, shape)
  }
}

// @ts-ignore: decorator
@inline
function endScan(p: usize, type: u32, shape: u64): usize {
  Value.type = type
  Value.shape = shape
  return p + 1
}

/** Longer keys are too long, or nearly so. */
export const MAX_KEY_BYTES: usize = 65_536

/** Hashes of the keys of the objects that are open, one object after the other. */
const keyHashes = memory.data(8 * 4096)
const MAX_KEYS: u32 = 4096

export class Keys {
  /** Hashes in use. */
  static count: u32 = 0
}

/** Takes a key of the object whose hashes begin at `from`; false when it may have been there before. */
export function isNewKey(hash: u64, from: u32): bool {
  const count = Keys.count
  for (let index = from; index < count; index++) {
    if (load<u64>(keyHashes + (<usize>index << 3)) == hash) return false
  }
  if (count >= MAX_KEYS) return false
  store<u64>(keyHashes + (<usize>count << 3), hash)
  Keys.count = count + 1
  return true
}

function scanObject(p: usize, depth: u32): usize {
  if (depth > MAX_DEPTH) return undecided(SYNTAX)
  let shape = shapeOf(OBJECT)
  p = skipBlanks(p + 1)
  if (load<u8>(p) == 0x7d) return endScan(p, OBJECT, shape)
  const from = Keys.count
  while (true) {
    if (load<u8>(p) != 0x22) return undecided(SYNTAX)
    const start = p + 1
    p = scanString(start)
    if (!p) return 0
    if (Text.escapes != 0 || Text.unusual) return undecided(ESCAPED_KEY)
    if (p - start > MAX_KEY_BYTES) return undecided(TOO_LARGE)
    const hash = hashKey(start, p - start)
    if (!isNewKey(hash, from)) return undecided(REPEATED_KEY)
    p = skipBlanks(p + 1)
    if (load<u8>(p) != 0x3a) return undecided(SYNTAX)
    p = scanValue(skipBlanks(p + 1), depth + 1)
    if (!p) return 0
    shape = joinShape(joinShape(shape, hash), shapeOfValue())
    p = skipBlanks(p)
    const byte = load<u8>(p)
    if (byte == 0x2c) {
      p = skipBlanks(p + 1)
      continue
    }
    if (byte != 0x7d) return undecided(SYNTAX)
    Keys.count = from
    return endScan(p, OBJECT, shape)
  }
}

/** 64 bits of a key; equal keys have equal ones. */
export function hashKey(p: usize, length: usize): u64 {
  let hash: u64 = <u64>length * 0x9e3779b97f4a7c15
  const end = p + length
  for (; p + 8 <= end; p += 8) hash = step(hash, load<u64>(p))
  if (p < end) hash = step(hash, load<u64>(p) & ((<u64>1 << (<u64>(end - p) << 3)) - 1))
  return hash ^ (hash >> 29)
}

// @ts-ignore: decorator
@inline
function step(hash: u64, word: u64): u64 {
  hash = (hash ^ word) * 0xd6e8feb86659fd93
  return hash ^ (hash >> 32)
}
