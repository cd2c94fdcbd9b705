// Arrays and objects that are spelled otherwise than they are written: copied without blanks, texts in
// their usual spelling. They have been scanned before, so nothing can be wrong with their grammar.
import { Row } from './row'
import { scanNumber, skipBlanks } from './scan'
import { endOfText, writeText } from './text'

/** The container taken last: where it lies, or where it was copied to. */
export class Taken {
  static start: usize = 0
  static end: usize = 0
}

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

/** Copies the container at `p` to the scratch area. */
export function copyWhole(p: usize): void {
  Taken.start = Row.scratch
  copyValue(p)
  Taken.end = Row.scratch
}

/** Copies the value at `p` to the scratch area; gives the place behind it. */
function copyValue(p: usize): usize {
  const byte: u32 = load<u8>(p)
  if (byte == 0x22) return copyText(p)
  if (byte == 0x7b) return copyObject(p)
  if (byte == 0x5b) return copyArray(p)
  if (byte == 0x2d || byte - 0x30 < 10) return copyAscii(p, scanNumber(p) - p)
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
  put(0x5b)
  p = skipBlanks(p + 1)
  while (load<u8>(p) != 0x5d) {
    if (load<u8>(p) == 0x2c) {
      put(0x2c)
      p = skipBlanks(p + 1)
    }
    p = skipBlanks(copyValue(p))
  }
  put(0x5d)
  return p + 1
}

function copyObject(p: usize): usize {
  put(0x7b)
  p = skipBlanks(p + 1)
  while (load<u8>(p) != 0x7d) {
    if (load<u8>(p) == 0x2c) {
      put(0x2c)
      p = skipBlanks(p + 1)
    }
    p = skipBlanks(copyText(p))
    put(0x3a)
    p = skipBlanks(copyValue(skipBlanks(p + 1)))
  }
  put(0x7d)
  return p + 1
}
