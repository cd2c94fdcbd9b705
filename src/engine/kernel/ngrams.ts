// Sketches of the words, pairs and triples of neighbours in what the model must produce.
// `metrics/ngram-sketch.ts` defines them, and gives the same.
import { LETTER, LOGOGRAM, tokenClass } from '../../kernel/token-class'

const REGISTERS: usize = 16_384
/** Of words, of pairs, of triples; one byte each. */
const registers = memory.data(49_152)

/** Words that are hashed together. */
const MOST: usize = 1024
const COLUMN: usize = 4 * MOST + 64
/** One entry per word: two states, then eight bytes that they have not seen yet. */
const states = memory.data(8_448)
const rests = memory.data(8_448)
/** The two hashes of each word, those of the two words before in front. */
const lows = memory.data(4_224)
const highs = memory.data(4_224)
/** Place and bits of each word, pair or triple. */
const places = memory.data(4_160)
const bits = memory.data(4_160)
/** In front of the hashes. */
const BEFORE: usize = 8

/** Where they lie. */
export function ngramRegisters(): usize {
  return registers
}

/** Since the last batch began. */
export let words: u32 = 0
export let pairs: u32 = 0
export let triples: u32 = 0

/** To be called where a batch begins. */
export function startNgrams(): void {
  words = 0
  pairs = 0
  triples = 0
}

/** To be called where a state begins that no row has been counted into. */
export function forgetNgrams(): void {
  memory.fill(registers, 0, 3 * REGISTERS)
}

/** Words of the text that wait, and those that are done. */
let waiting: usize = 0
let done: usize = 0

/** Counts in a text as it is written in JSON, quotes left out. */
export function countNgrams(p: usize, end: usize): void {
  waiting = 0
  done = 0
  /** Start of a word that goes on from the block before; whether it is not all ASCII. */
  let open: usize = 0
  let wide = false
  /** Bytes of this block that belong to an escape of the one before. */
  let skipped: u64 = 0
  for (; p < end; p += 64) {
    readBlock(p)
    let letters = Block.letters
    const high = Block.high
    if (end - p < 64) letters &= ((<u64>1) << <u64>(end - p)) - 1
    if (Block.escapes | skipped) {
      letters &= ~escaped(p, skipped)
      skipped = Block.skipped
    }
    if (open) {
      const length: usize = letters == -1 ? 64 : <usize>ctz(~letters)
      if (length) wide = wide || (high & (-1 >> (64 - <u64>length))) != 0
      if (length == 64) continue
      take(open, p + length, wide)
      open = 0
      letters &= letters + 1
    }
    while (letters) {
      const from = ctz(letters)
      const length = ctz(~(letters >> from))
      const start = p + <usize>from
      wide = ((high >> from) & (-1 >> (64 - length))) != 0
      if (from + length == 64) {
        open = start
        break
      }
      take(start, start + <usize>length, wide)
      letters &= letters + (letters & -letters)
    }
  }
  if (open) take(open, end, wide)
  const count = <u32>(done + waiting)
  hashWaiting()
  words += count
  if (count > 1) pairs += count - 1
  if (count > 2) triples += count - 2
}

/** What the 64 bytes of a block are, one bit each. */
class Block {
  /** Letters and digits of ASCII, and all that is not ASCII. */
  static letters: u64 = 0
  static high: u64 = 0
  static escapes: u64 = 0
  /** Bytes of the next block that belong to an escape of this one. */
  static skipped: u64 = 0
}

function readBlock(p: usize): void {
  const first = v128.load(p)
  const second = v128.load(p, 16)
  const third = v128.load(p, 32)
  const fourth = v128.load(p, 48)
  const high = join(first, second, third, fourth)
  Block.high = high
  Block.letters =
    high | join(lettersOf(first), lettersOf(second), lettersOf(third), lettersOf(fourth))
  Block.escapes = join(escapesOf(first), escapesOf(second), escapesOf(third), escapesOf(fourth))
}

/** The highest bit of each byte. */
// @ts-ignore: decorator
@inline
function join(first: v128, second: v128, third: v128, fourth: v128): u64 {
  const low = <u32>i8x16.bitmask(first) | (<u32>i8x16.bitmask(second) << 16)
  const high = <u32>i8x16.bitmask(third) | (<u32>i8x16.bitmask(fourth) << 16)
  return <u64>low | (<u64>high << 32)
}

// @ts-ignore: decorator
@inline
function lettersOf(bytes: v128): v128 {
  const folded = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61))
  const digits = i8x16.sub(bytes, i8x16.splat(0x30))
  return v128.or(i8x16.lt_u(folded, i8x16.splat(26)), i8x16.lt_u(digits, i8x16.splat(10)))
}

// @ts-ignore: decorator
@inline
function escapesOf(bytes: v128): v128 {
  return i8x16.eq(bytes, i8x16.splat(0x5c))
}

/** The bytes of the block that belong to escapes. */
function escaped(p: usize, skipped: u64): u64 {
  let all = skipped
  let over: u64 = 0
  let escapes = Block.escapes & ~skipped
  while (escapes) {
    const at = ctz(escapes)
    const bytes: u64 = load<u8>(p + <usize>at, 1) == 0x75 ? 0x3f : 0x03
    all |= bytes << at
    if (at > 58) over = bytes >> (64 - at)
    escapes &= ~(bytes << at)
  }
  Block.skipped = over
  return all
}

// @ts-ignore: decorator
@inline
function take(start: usize, end: usize, wide: bool): void {
  if (wide) takeWide(start, end)
  else takeWord(start, end)
}

/** A run of letters and of what is not ASCII. */
function takeWide(p: usize, end: usize): void {
  let start = p
  while (p < end) {
    const first = <u32>load<u8>(p)
    if (first < 0x80) {
      p++
      continue
    }
    // Most of them by their first byte: Latin, Greek, Cyrillic; Hangul; Han.
    if (first < 0xd6 && first > 0xc3) {
      p += 2
      continue
    }
    if (first < 0xee && first > 0xe9) {
      p += 3
      continue
    }
    if (first < 0xea && first > 0xe3) {
      if (p > start) takeWord(start, p)
      takeWord(p, p + 3)
      p += 3
      start = p
      continue
    }
    let bytes: usize = 2
    let code: u32
    if (first < 0xe0) code = ((first & 0x1f) << 6) | (load<u8>(p, 1) & 0x3f)
    else if (first < 0xf0) {
      bytes = 3
      code = ((first & 0x0f) << 12) | ((load<u8>(p, 1) & 0x3f) << 6) | (load<u8>(p, 2) & 0x3f)
    } else {
      bytes = 4
      code =
        ((first & 0x07) << 18) |
        ((load<u8>(p, 1) & 0x3f) << 12) |
        ((load<u8>(p, 2) & 0x3f) << 6) |
        (load<u8>(p, 3) & 0x3f)
    }
    const kind = tokenClass(code)
    if (kind != LETTER) {
      if (p > start) takeWord(start, p)
      if (kind == LOGOGRAM) takeWord(p, p + bytes)
      start = p + bytes
    }
    p += bytes
  }
  if (end > start) takeWord(start, end)
}

/** Puts a word among those that wait; of a long one, hashes all but the last eight bytes. */
// @ts-ignore: decorator
@inline
function takeWord(p: usize, end: usize): void {
  if (waiting == MOST) hashWaiting()
  let length = end - p
  let low = <u32>length
  let high = <u32>length ^ 0x85ebca77
  while (length > 8) {
    const bytes = load<u64>(p)
    low = turnLow(turnLow(low, <u32>bytes), <u32>(bytes >> 32))
    high = turnHigh(turnHigh(high, <u32>bytes), <u32>(bytes >> 32))
    p += 8
    length -= 8
  }
  const rest = load<u64>(p) & (<u64>-1 >> ((8 - <u64>length) << 3))
  const at = waiting << 2
  store<u32>(states + at, low)
  store<u32>(states + COLUMN + at, high)
  store<u32>(rests + at, <u32>rest)
  store<u32>(rests + COLUMN + at, <u32>(rest >> 32))
  waiting++
}

/** Hashes the words that wait, four at a time, and the pairs and triples that end with them. */
function hashWaiting(): void {
  const end = waiting << 2
  for (let at: usize = 0; at < end; at += 16) {
    const first = v128.load(rests + at)
    const second = v128.load(rests + COLUMN + at)
    const low = turnLows(turnLows(v128.load(states + at), first), second)
    const high = turnHighs(turnHighs(v128.load(states + COLUMN + at), first), second)
    v128.store(lows + BEFORE + at, low)
    v128.store(highs + BEFORE + at, high)
    mix(at, low, high)
  }
  raise(registers, 0)
  for (let at: usize = 0; at < end; at += 16) {
    const low = turnLows(begin(v128.load(lows + at, 4)), v128.load(lows + at, 8))
    const high = turnHighs(beginHigh(v128.load(highs + at, 4)), v128.load(highs + at, 8))
    mix(at, low, high)
  }
  raise(registers + REGISTERS, 1)
  for (let at: usize = 0; at < end; at += 16) {
    const low = turnLows(begin(v128.load(lows + at)), v128.load(lows + at, 4))
    const high = turnHighs(beginHigh(v128.load(highs + at)), v128.load(highs + at, 4))
    mix(
      at,
      turnLows(begin(low), v128.load(lows + at, 8)),
      turnHighs(beginHigh(high), v128.load(highs + at, 8)),
    )
  }
  raise(registers + 2 * REGISTERS, 2)
  store<u64>(lows, load<u64>(lows + end))
  store<u64>(highs, load<u64>(highs + end))
  done += waiting
  waiting = 0
}

/** Raises registers for the words that wait, or for pairs and triples, which the first words end not. */
function raise(base: usize, wordsBefore: usize): void {
  const end = waiting << 2
  for (let at = done < wordsBefore ? (wordsBefore - done) << 2 : 0; at < end; at += 4) {
    const rank = <u8>(clz(load<u32>(bits + at)) + 1)
    const register = base + <usize>load<u32>(places + at)
    if (rank > load<u8>(register)) store<u8>(register, rank)
  }
}

// @ts-ignore: decorator
@inline
function mix(at: usize, low: v128, high: v128): void {
  const place = i32x4.mul(v128.xor(low, i32x4.shr_u(low, 15)), i32x4.splat(0x846ca68b))
  v128.store(places + at, i32x4.shr_u(place, 18))
  const mixed = i32x4.mul(v128.xor(high, i32x4.shr_u(high, 16)), i32x4.splat(0x7feb352d))
  v128.store(bits + at, v128.xor(mixed, i32x4.shr_u(mixed, 15)))
}

// @ts-ignore: decorator
@inline
function turnLow(state: u32, next: u32): u32 {
  return rotl<u32>((state ^ next) * 0x9e3779b1, 15)
}

// @ts-ignore: decorator
@inline
function turnHigh(state: u32, next: u32): u32 {
  return rotl<u32>((state ^ next) * 0x85ebca77, 13)
}

// @ts-ignore: decorator
@inline
function turnLows(state: v128, next: v128): v128 {
  return begin(v128.xor(state, next))
}

// @ts-ignore: decorator
@inline
function turnHighs(state: v128, next: v128): v128 {
  return beginHigh(v128.xor(state, next))
}

/** A hash as the beginning of a longer run: otherwise the two could change places. */
// @ts-ignore: decorator
@inline
function begin(low: v128): v128 {
  const product = i32x4.mul(low, i32x4.splat(0x9e3779b1))
  return v128.or(i32x4.shl(product, 15), i32x4.shr_u(product, 17))
}

// @ts-ignore: decorator
@inline
function beginHigh(high: v128): v128 {
  const product = i32x4.mul(high, i32x4.splat(0x85ebca77))
  return v128.or(i32x4.shl(product, 13), i32x4.shr_u(product, 19))
}
