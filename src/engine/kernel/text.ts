import { SYNTAX } from '../row-codes'
import { undecided } from './row'

/** What the string scanned last is like. */
export class Text {
  /** Bytes that continue a character. */
  static continuations: u32 = 0
  /** Escapes of two bytes that are written as they are. */
  static escapes: u32 = 0
  /** Whether some escape is to be written differently. */
  static unusual: bool = false
}

/** How what is scanned is spelled; whoever asks begins with false. */
export class Spelling {
  /** Somewhere otherwise than it is written: with blanks, or escapes that are not needed. */
  static differs: bool = false
  /** Some number may not fit 64 bits. */
  static isUnsure: bool = false
}

/**
 * Scans a string; `p` is behind the opening quote. Gives the place of the closing one, or 0: for a
 * control character, an unknown escape, or half of a surrogate pair. The text is known to be UTF-8.
 */
// @ts-ignore: decorator
@inline
export function scanText(p: usize): usize {
  const quote = i8x16.splat(0x22)
  const backslash = i8x16.splat(0x5c)
  // `le_u` takes half the instructions of `lt_u`.
  const control = i8x16.splat(0x1f)
  const lead = i8x16.splat(-64)
  let continuations: u32 = 0
  let escapes: u32 = 0
  let unusual = false
  while (true) {
    const bytes = v128.load(p)
    const stops = v128.or(
      v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)),
      i8x16.le_u(bytes, control),
    )
    const mask = i8x16.bitmask(stops)
    const high = i8x16.bitmask(bytes)
    if (mask == 0) {
      if (high) continuations += popcnt(i8x16.bitmask(i8x16.lt_s(bytes, lead)))
      p += 16
      continue
    }
    const at = ctz(mask)
    if (high) {
      const before = (1 << at) - 1
      if (high & before) continuations += popcnt(i8x16.bitmask(i8x16.lt_s(bytes, lead)) & before)
    }
    p += at
    const stop = load<u8>(p)
    if (stop == 0x22) break
    if (stop != 0x5c) return undecided(SYNTAX)
    const letter = load<u8>(p, 1)
    if (isShortEscape(letter)) {
      escapes++
      p += 2
    } else {
      unusual = true
      Spelling.differs = true
      p = skipEscape(p, letter)
      if (!p) return undecided(SYNTAX)
    }
  }
  Text.continuations = continuations
  Text.escapes = escapes
  Text.unusual = unusual
  return p
}

/** The same, where speed does not ask for a copy of it. */
export function scanString(p: usize): usize {
  return scanText(p)
}

/** Where the text body at `p` ends, which has been scanned before. */
export function endOfText(p: usize): usize {
  while (true) {
    const bytes = v128.load(p)
    const stops = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
    const mask = i8x16.bitmask(stops)
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    if (load<u8>(p) == 0x22) return p
    p += 2
  }
}

/**
 * Whether a text body begins with a character that is surely no blank; escapes and the rarer
 * characters beside the blanks of Unicode are for others to judge.
 */
// @ts-ignore: decorator
@inline
export function beginsVisibly(p: usize): bool {
  const byte: u32 = load<u8>(p)
  if (byte < 0x80) return byte > 0x20 && byte != 0x22 && byte != 0x5c
  const next: u32 = load<u8>(p, 1)
  // U+00A0; U+1680; U+2000 to U+205F; U+3000 to U+303F; U+FEFF.
  if (byte == 0xc2) return next != 0xa0
  if (byte == 0xe1) return next != 0x9a
  if (byte == 0xe2) return next > 0x81
  if (byte == 0xe3) return next != 0x80
  return byte != 0xef || next != 0xbb
}

/** Whether a text body, in the spelling of `JSON.stringify`, has nothing but what `trim` takes away. */
export function isBlank(p: usize, end: usize): bool {
  while (p < end) {
    const bytes = blankBytes(p)
    if (bytes == 0) return false
    p += bytes
  }
  return true
}

/** Characters of UTF-8. */
export function countCodePoints(p: usize, end: usize): u32 {
  const lead = i8x16.splat(-64)
  let count = <u32>(end - p)
  for (; p + 16 <= end; p += 16) count -= popcnt(i8x16.bitmask(i8x16.lt_s(v128.load(p), lead)))
  if (p == end) return count
  const rest = i8x16.bitmask(i8x16.lt_s(v128.load(p), lead))
  return count - popcnt(rest & ((1 << <i32>(end - p)) - 1))
}

/** Code points of a text body in the spelling of `JSON.stringify`: each escape stands for one. */
export function countBody(p: usize, end: usize): u32 {
  let count = <u32>(end - p)
  while (p < end) {
    const bytes = v128.load(p)
    const left = end - p
    let seen = left < 16 ? (1 << <i32>left) - 1 : 0xffff
    const mask = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x5c))) & seen
    if (mask) seen = (mask & -mask) - 1
    count -= popcnt(i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-64))) & seen)
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    const extra: u32 = load<u8>(p, 1) == 0x75 ? 5 : 1
    count -= extra
    p += extra + 1
  }
  return count
}

/** How many bytes the blank at `p` is spelled with; 0: there is none. */
export function blankBytes(p: usize): usize {
  const byte: u32 = load<u8>(p)
  if (byte == 0x20) return 1
  if (byte == 0x5c) {
    const letter: u32 = load<u8>(p, 1)
    if (letter == 0x6e || letter == 0x74 || letter == 0x72 || letter == 0x66) return 2
    // `\u000b`
    return load<u32>(p, 1) == 0x30303075 && load<u8>(p, 5) == 0x62 ? 6 : 0
  }
  if (byte == 0xc2) return load<u8>(p, 1) == 0xa0 ? 2 : 0
  if (byte < 0xe1) return 0
  const point = ((byte & 15) << 12) | ((<u32>load<u8>(p, 1) & 63) << 6) | (<u32>load<u8>(p, 2) & 63)
  const isBlank =
    point == 0x1680 ||
    (point >= 0x2000 && point <= 0x200a) ||
    point == 0x2028 ||
    point == 0x2029 ||
    point == 0x202f ||
    point == 0x205f ||
    point == 0x3000 ||
    point == 0xfeff
  return byte < 0xf0 && isBlank ? 3 : 0
}

/** `\" \\ \b \f \n \r \t`, which are written as they are read. */
// @ts-ignore: decorator
@inline
function isShortEscape(letter: u32): bool {
  return (
    letter == 0x6e ||
    letter == 0x22 ||
    letter == 0x5c ||
    letter == 0x74 ||
    letter == 0x72 ||
    letter == 0x62 ||
    letter == 0x66
  )
}

/** Moves behind `\/`, `\uXXXX` or a pair of these; 0 for anything else. */
function skipEscape(p: usize, letter: u32): usize {
  if (letter == 0x2f) return p + 2
  if (letter != 0x75) return 0
  const unit = hex4(p + 2)
  if (unit > 0xffff) return 0
  if (unit < 0xd800 || unit >= 0xe000) return p + 6
  if (unit >= 0xdc00 || load<u16>(p, 6) != 0x755c) return 0
  const low = hex4(p + 8)
  return low >= 0xdc00 && low < 0xe000 ? p + 12 : 0
}

/** Without a branch: nobody knows what comes next. */
// @ts-ignore: decorator
@inline
function hex(digit: u32): u32 {
  const letter = (digit | 0x20) - 0x61
  return select<u32>(digit - 0x30, select<u32>(letter + 10, 0x10000, letter < 6), digit - 0x30 < 10)
}

/** Four hexadecimal digits; above 0xffff when they are none. */
function hex4(p: usize): u32 {
  const high = (hex(load<u8>(p)) << 4) | hex(load<u8>(p, 1))
  const low = (hex(load<u8>(p, 2)) << 4) | hex(load<u8>(p, 3))
  return high > 0xff || low > 0xff ? 0x10000 : (high << 8) | low
}

/** Four hexadecimal digits that are known to be some. */
// @ts-ignore: decorator
@inline
function knownHex4(p: usize): u32 {
  const digits = load<u32>(p)
  const nibbles = (digits & 0x0f0f0f0f) + 9 * ((digits >> 6) & 0x01010101)
  return ((nibbles & 15) << 12) | (((nibbles >> 8) & 15) << 8) | (((nibbles >> 16) & 15) << 4) | (nibbles >> 24)
}

/** What the text written last is like. */
export class Written {
  static codePoints: u32 = 0
}

/**
 * Writes a scanned string, from its opening quote up to `end`, to `w` in the spelling of
 * `JSON.stringify`, which is never longer. Gives the end of what it wrote.
 */
export function writeText(p: usize, end: usize, w: usize): usize {
  let codePoints: u32 = 0
  const last = end - 1
  store<u8>(w++, 0x22)
  p++
  while (p < last) {
    const byte = load<u8>(p)
    if (byte != 0x5c) {
      store<u8>(w++, byte)
      p++
      if ((byte & 0xc0) != 0x80) codePoints++
      continue
    }
    codePoints++
    const letter: u32 = load<u8>(p, 1)
    if (letter == 0x75) {
      let point = knownHex4(p + 2)
      p += 6
      if (point >= 0xd800 && point < 0xdc00) {
        point = 0x10000 + ((point - 0xd800) << 10) + (knownHex4(p + 2) - 0xdc00)
        p += 6
      }
      w = writePoint(point, w)
    } else if (letter == 0x2f) {
      store<u8>(w++, 0x2f)
      p += 2
    } else {
      store<u16>(w, load<u16>(p))
      w += 2
      p += 2
    }
  }
  store<u8>(w++, 0x22)
  Written.codePoints = codePoints
  return w
}

function writePoint(point: u32, w: usize): usize {
  if (point < 0x20) return writeControl(point, w)
  if (point == 0x22 || point == 0x5c) {
    store<u8>(w, 0x5c)
    store<u8>(w, point, 1)
    return w + 2
  }
  if (point < 0x80) {
    store<u8>(w, point)
    return w + 1
  }
  if (point < 0x800) {
    store<u8>(w, 0xc0 | (point >> 6))
    store<u8>(w, 0x80 | (point & 63), 1)
    return w + 2
  }
  if (point < 0x10000) {
    store<u8>(w, 0xe0 | (point >> 12))
    store<u8>(w, 0x80 | ((point >> 6) & 63), 1)
    store<u8>(w, 0x80 | (point & 63), 2)
    return w + 3
  }
  store<u8>(w, 0xf0 | (point >> 18))
  store<u8>(w, 0x80 | ((point >> 12) & 63), 1)
  store<u8>(w, 0x80 | ((point >> 6) & 63), 2)
  store<u8>(w, 0x80 | (point & 63), 3)
  return w + 4
}

function writeControl(point: u32, w: usize): usize {
  let letter: u32 = 0
  if (point == 8) letter = 0x62
  else if (point == 9) letter = 0x74
  else if (point == 10) letter = 0x6e
  else if (point == 12) letter = 0x66
  else if (point == 13) letter = 0x72
  store<u8>(w, 0x5c)
  if (letter) {
    store<u8>(w, letter, 1)
    return w + 2
  }
  store<u32>(w, 0x30303075, 1)
  store<u8>(w, 0x30 + (point >> 4), 4)
  const low = point & 15
  store<u8>(w, low < 10 ? 0x30 + low : 0x57 + low, 5)
  return w + 6
}

/** The character of an escape whose letter is at `p`; all of them are ASCII. */
export function escapedCharacter(p: usize): u32 {
  const letter: u32 = load<u8>(p)
  if (letter == 0x6e) return 0x0a
  if (letter == 0x74) return 0x09
  if (letter == 0x72) return 0x0d
  if (letter == 0x62) return 0x08
  if (letter == 0x66) return 0x0c
  if (letter != 0x75) return letter
  const low: u32 = load<u8>(p, 4)
  return ((<u32>load<u8>(p, 3) - 0x30) << 4) | (low < 0x3a ? low - 0x30 : low - 0x57)
}
