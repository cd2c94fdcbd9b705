// Arrays and objects that are written as they were read: without blanks, texts in their usual
// spelling. They have been scanned before, so nothing can be wrong with their grammar.
import { INTEGER } from '../program-layout'
import { NUMBER_SPELLING } from '../row-codes'
import { Row, undecided } from './row'
import { hashKey, isSureNumber, scanNumber, skipBlanks, Value } from './scan'
import { endOfText, writeText } from './text'

/** What the value copied last is like. */
export class Copied {
  /** Of the types within: equal only for values of one column type. */
  static shape: u64 = 0
  /** Where the copy begins; only of messages. */
  static start: usize = 0
  /** Where the copy ends. */
  static end: usize = 0
}

const SHAPE_TEXT: u64 = 0x1b
const SHAPE_WHOLE: u64 = 0x2d
const SHAPE_FRACTION: u64 = 0x3f
const SHAPE_BOOLEAN: u64 = 0x41
const SHAPE_NULL: u64 = 0x53
const SHAPE_LIST: u64 = 0x65
const SHAPE_OBJECT: u64 = 0x77

export function copyBytes(w: usize, from: usize, bytes: usize): usize {
  if (bytes > 512) {
    memory.copy(w, from, bytes)
    return w + bytes
  }
  const end = w + bytes
  do {
    v128.store(w, v128.load(from))
    w += 16
    from += 16
  } while (w < end)
  return end
}

// @ts-ignore: decorator
@inline
function join(shape: u64, other: u64): u64 {
  shape = (rotl<u64>(shape, 23) ^ other) * 0x9fb21c651e98df25
  return shape ^ (shape >> 32)
}

/** Copies the container at `p` to the scratch area; false when it is undecided. */
export function copyWhole(p: usize): bool {
  if (!copyValue(p)) return false
  Copied.end = Row.scratch
  return true
}

/** Copies the value at `p` to the scratch area; gives the place behind it, 0 when it is undecided. */
function copyValue(p: usize): usize {
  const byte: u32 = load<u8>(p)
  if (byte == 0x22) {
    p = copyText(p)
    Copied.shape = SHAPE_TEXT
    return p
  }
  if (byte == 0x7b) return copyObject(p)
  if (byte == 0x5b) return copyArray(p)
  if (byte == 0x2d || byte - 0x30 < 10) {
    const end = scanNumber(p)
    if (!isSureNumber(end - p)) return undecided(NUMBER_SPELLING)
    Copied.shape = Value.type == INTEGER ? SHAPE_WHOLE : SHAPE_FRACTION
    return copyAscii(p, end - p)
  }
  Copied.shape = byte == 0x6e ? SHAPE_NULL : SHAPE_BOOLEAN
  return copyAscii(p, byte == 0x66 ? 5 : 4)
}

function copyAscii(p: usize, bytes: usize): usize {
  Row.scratch = copyBytes(Row.scratch, p, bytes)
  return p + bytes
}

// @ts-ignore: decorator
@inline
function put(byte: u32): void {
  store<u8>(Row.scratch++, byte)
}

function copyText(p: usize): usize {
  let from = p + 1
  let w = Row.scratch
  store<u8>(w++, 0x22)
  while (true) {
    const bytes = v128.load(from)
    v128.store(w, bytes)
    const stops = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
    const mask = i8x16.bitmask(stops)
    if (mask == 0) {
      from += 16
      w += 16
      continue
    }
    from += ctz(mask)
    w += ctz(mask)
    if (load<u8>(from) == 0x22) break
    const letter: u32 = load<u8>(from, 1)
    if (letter == 0x75 || letter == 0x2f) {
      const end = endOfText(from) + 1
      Row.scratch = writeText(p, end, Row.scratch)
      return end
    }
    store<u16>(w, load<u16>(from))
    from += 2
    w += 2
  }
  store<u8>(w, 0x22)
  Row.scratch = w + 1
  return from + 1
}

function copyArray(p: usize): usize {
  let shape = SHAPE_LIST
  let last: u64 = 0
  put(0x5b)
  p = skipBlanks(p + 1)
  while (load<u8>(p) != 0x5d) {
    if (load<u8>(p) == 0x2c) {
      put(0x2c)
      p = skipBlanks(p + 1)
    }
    p = copyValue(p)
    if (!p) return 0
    if (Copied.shape != last) {
      last = Copied.shape
      shape = join(shape, last)
    }
    p = skipBlanks(p)
  }
  put(0x5d)
  Copied.shape = shape
  return p + 1
}

function copyObject(p: usize): usize {
  let shape = SHAPE_OBJECT
  put(0x7b)
  p = skipBlanks(p + 1)
  while (load<u8>(p) != 0x7d) {
    if (load<u8>(p) == 0x2c) {
      put(0x2c)
      p = skipBlanks(p + 1)
    }
    const key = p
    p = copyText(p)
    shape = join(shape, hashKey(key, p - key))
    p = skipBlanks(p)
    put(0x3a)
    p = copyValue(skipBlanks(p + 1))
    if (!p) return 0
    shape = join(shape, Copied.shape)
    p = skipBlanks(p)
  }
  put(0x7d)
  Copied.shape = shape
  return p + 1
}
