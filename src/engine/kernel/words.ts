// Finds the words of a text as it is written in JSON. `metrics/ngram-sketch.ts` says what a word is, and
// finds the same ones.
import { LOGOGRAM, SEPARATOR } from '../../kernel/token-class'
import { bitsOf } from './bits'
import { classOf, doubtsOf, logogramsOf } from './token-kinds'

/** Where each word begins and where it ends, 4 bytes each. */
export const BORDERS: usize = memory.data(4_608)
/** When there are so many, they are to be taken away: a block may add 512 bytes. */
export const BORDERS_FULL: usize = BORDERS + 3_584

/** What is known of the 64 bytes that were looked at last, and tells about the next ones; as bits. */
class Block {
  /** Bytes of the next block that are no letters. */
  static overhang: u64 = 0
  /** Bytes of the next block before which a logogram has ended. */
  static cuts: u64 = 0
  /** 1 where the last byte belongs to a word. */
  static isInWord: u64 = 0
}

/** To be called before a text. */
export function startWords(): void {
  Block.overhang = 0
  Block.cuts = 0
  Block.isInWord = 0
}

/** Ends a text, whose borders end at `w`: gives their end. Behind them are those of some words of no letters. */
export function endWords(end: usize, w: usize): usize {
  if (Block.isInWord) {
    store<u32>(w, <u32>end)
    w += 4
  }
  memory.fill(w, 0, 24)
  return w
}

/** Writes the borders among the 64 bytes at `p` of a text to `w`; gives the end of the borders. */
// @ts-ignore: decorator
@inline
export function findWords(p: usize, end: usize, w: usize): usize {
  const first = v128.load(p)
  const second = v128.load(p, 16)
  const third = v128.load(p, 32)
  const fourth = v128.load(p, 48)
  const high = bitsOf(first, second, third, fourth)
  let letters = high | bitsOf(lettersOf(first), lettersOf(second), lettersOf(third), lettersOf(fourth))
  const escapes = bitsOf(escapesOf(first), escapesOf(second), escapesOf(third), escapesOf(fourth))
  if (escapes | Block.overhang) letters &= ~escaped(p, escapes)
  let cuts: u64 = 0
  if (high | Block.cuts) {
    cuts = cutLogograms(p)
    letters &= ~Separators.bits
  }
  if (end - p < 64) letters &= ((<u64>1) << <u64>(end - p)) - 1
  const before = (letters << 1) | Block.isInWord
  Block.isInWord = letters >> 63
  const borders = letters ^ before
  cuts &= letters & before
  if (cuts) return writeBorders(p, w, borders, cuts)

  // Most blocks have no more; counting them first would take longer.
  let left = writeEight(p, w, borders)
  left = writeEight(p, w + 32, left)
  left = writeEight(p, w + 64, left)
  if (left) writeBorders(p, w + 96, left, 0)
  return w + (<usize>popcnt(borders) << 2)
}

/** Writes the places of the eight lowest bits; gives those above. */
// @ts-ignore: decorator
@inline
function writeEight(p: usize, w: usize, bits: u64): u64 {
  for (let index: usize = 0; index < 8; index++) {
    store<u32>(w + (index << 2), <u32>p + <u32>ctz(bits))
    bits &= bits - 1
  }
  return bits
}

/** Writes borders of words; at cuts one word ends and another one begins. */
function writeBorders(p: usize, w: usize, borders: u64, cuts: u64): usize {
  let left = borders | cuts
  while (left) {
    const bit = ctz(left)
    const place = <u64>p + bit
    store<u64>(w, place | (place << 32))
    w += 4 + ((<usize>(cuts >> bit) & 1) << 2)
    left &= left - 1
  }
  return w
}

/** Bytes of characters that are not ASCII, and no letters. */
class Separators {
  static bits: u64 = 0
}

/** Looks at what is not ASCII; gives the bytes where a logogram begins, or has ended before. */
function cutLogograms(p: usize): u64 {
  let logograms = bitsOf(logogramsOf(p), logogramsOf(p + 16), logogramsOf(p + 32), logogramsOf(p + 48))
  let doubts = bitsOf(doubtsOf(p), doubtsOf(p + 16), doubtsOf(p + 32), doubtsOf(p + 48))
  let separators: u64 = 0
  let cuts = Block.cuts
  let nextCuts: u64 = 0
  while (doubts) {
    const bit = ctz(doubts)
    doubts &= doubts - 1
    const at = p + <usize>bit
    const first = <u32>load<u8>(at)
    const bytes: u64 = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    const kind = classOf(at, first, <usize>bytes)
    logograms &= ~((<u64>1) << bit)
    if (kind == SEPARATOR) {
      const all: u64 = (1 << bytes) - 1
      separators |= all << bit
      if (bit + bytes > 64) Block.overhang |= all >> (64 - bit)
    } else if (kind == LOGOGRAM) {
      cuts |= (<u64>1) << bit
      if (bit + bytes < 64) cuts |= (<u64>1) << (bit + bytes)
      else nextCuts |= (<u64>1) << (bit + bytes - 64)
    }
  }
  Separators.bits = separators
  Block.cuts = nextCuts | (logograms >> 61)
  return cuts | logograms | (logograms << 3)
}

/** Letters and digits of ASCII. */
// @ts-ignore: decorator
@inline
function lettersOf(bytes: v128): v128 {
  const folded = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61))
  const digits = i8x16.sub(bytes, i8x16.splat(0x30))
  return v128.or(i8x16.le_u(folded, i8x16.splat(25)), i8x16.le_u(digits, i8x16.splat(9)))
}

// @ts-ignore: decorator
@inline
function escapesOf(bytes: v128): v128 {
  return i8x16.eq(bytes, i8x16.splat(0x5c))
}

/** The bytes of the block that belong to escapes, or to what ended the block before. */
function escaped(p: usize, escapes: u64): u64 {
  let all = Block.overhang
  let over: u64 = 0
  escapes &= ~all
  while (escapes) {
    const at = ctz(escapes)
    const bytes: u64 = load<u8>(p + <usize>at, 1) == 0x75 ? 0x3f : 0x03
    all |= bytes << at
    if (at > 58) over = bytes >> (64 - at)
    escapes &= ~(bytes << at)
  }
  Block.overhang = over
  return all
}
