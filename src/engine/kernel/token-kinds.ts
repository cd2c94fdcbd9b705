// What characters that are not ASCII are to words: most of them are told by their first two bytes, 16
// at a time. `kernel/token-class.ts` decides.
import { LETTER, LOGOGRAM, SEPARATOR, tokenClass } from '../../kernel/token-class'

// Eight kinds of first and second bytes that are to be looked at, one bit each: a character is of a kind
// if all four halves of the two bytes are.
//   1: C2, any                        (U+00A0 to U+00BF)
//   2: E2, EE or EF, any              (symbols, compatibility)
//   4: E3, 80                         (U+3000 to U+303F)
//   8: E1, 80 to 9F                   (Burmese, Khmer)
//  16: C3, 97 or B7                   (× and ÷)
//  32: D8, 8C, 9B or 9F among others  (Arabic)
//  64: D9, AA to AD                   (Arabic)
// 128: D6 or DB, 89, BE or 94 among others (Hebrew, Urdu)
const firstHigh = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, 224, 14, 0])
const firstLow = memory.data<u8>([0, 8, 3, 20, 0, 0, 128, 0, 32, 64, 0, 128, 0, 0, 2, 2])
const secondHigh = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 175, 187, 67, 147, 0, 0, 0, 0])
const secondLow = memory.data<u8>([
  15, 11, 11, 11, 139, 11, 11, 27, 11, 139, 75, 107, 107, 75, 139, 43,
])

/** Of the 16 bytes at `p`, those where a character begins that `classOf` has to be asked about. */
// @ts-ignore: decorator
@inline
export function doubtsOf(p: usize): v128 {
  const bytes = v128.load(p)
  const next = v128.load(p, 1)
  const half = i8x16.splat(0x0f)
  const kinds = v128.and(
    v128.and(
      i8x16.swizzle(v128.load(firstHigh), v128.and(i16x8.shr_u(bytes, 4), half)),
      i8x16.swizzle(v128.load(firstLow), v128.and(bytes, half)),
    ),
    v128.and(
      i8x16.swizzle(v128.load(secondHigh), v128.and(i16x8.shr_u(next, 4), half)),
      i8x16.swizzle(v128.load(secondLow), v128.and(next, half)),
    ),
  )
  // U+0964 and U+0965, E0 A5 A4 and E0 A5 A5, end sentences of Hindi; and all of four bytes.
  const last = v128.or(v128.load(p, 2), i8x16.splat(1))
  const isEnd = v128.and(
    i8x16.eq(bytes, i8x16.splat(-0x20)),
    v128.and(i8x16.eq(next, i8x16.splat(-0x5b)), i8x16.eq(last, i8x16.splat(-0x5b))),
  )
  const others = v128.or(isEnd, i8x16.ge_u(bytes, i8x16.splat(-0x10)))
  return v128.or(i8x16.ne(kinds, i8x16.splat(0)), others)
}

/**
 * Of the 16 bytes at `p`, those where a logogram of three bytes begins: of Thai and Lao, kana, Han; with a
 * few that `classOf` has to be asked about.
 */
// @ts-ignore: decorator
@inline
export function logogramsOf(p: usize): v128 {
  const bytes = v128.load(p)
  const isThai = v128.and(
    i8x16.eq(bytes, i8x16.splat(-0x20)),
    i8x16.le_u(i8x16.sub(v128.load(p, 1), i8x16.splat(-0x48)), i8x16.splat(3)),
  )
  return v128.or(isThai, i8x16.le_u(i8x16.sub(bytes, i8x16.splat(-0x1d)), i8x16.splat(6)))
}

/** Of a block: its characters but for the separators are letters, are logograms, are some of each. */
const OF_LETTERS: u32 = 1
const OF_LOGOGRAMS: u32 = 2
const OF_BOTH: u32 = 3

/** One byte for each 64 characters, 0 until they are asked for. */
const blocks = memory.data(1_024)
/** Which of them are separators, one bit each. */
const separators = memory.data(8_192)

/** The class of the character at `p`, whose first byte this is and which has so many. */
export function classOf(p: usize, first: u32, bytes: usize): u32 {
  if (bytes == 4) return tokenClass(longCode(p, first))
  const last: u32 = load<u8>(p + bytes - 1) & 0x3f
  const block: usize = bytes == 2 ? first & 0x1f : ((first & 0x0f) << 6) | (load<u8>(p, 1) & 0x3f)
  let kind: u32 = load<u8>(blocks + block)
  if (kind == 0) kind = learn(block)
  if ((load<u64>(separators + (block << 3)) >> <u64>last) & 1) return SEPARATOR
  if (kind == OF_BOTH) return tokenClass((<u32>block << 6) | last)
  return kind == OF_LETTERS ? LETTER : LOGOGRAM
}

function longCode(p: usize, first: u32): u32 {
  const high = ((first & 0x07) << 18) | ((load<u8>(p, 1) & 0x3f) << 12)
  return high | ((load<u8>(p, 2) & 0x3f) << 6) | (load<u8>(p, 3) & 0x3f)
}

function learn(block: usize): u32 {
  let bits: u64 = 0
  let kind: u32 = 0
  for (let last: u32 = 0; last < 64; last++) {
    const own = tokenClass((<u32>block << 6) | last)
    if (own == SEPARATOR) bits |= (<u64>1) << <u64>last
    else kind |= own == LETTER ? OF_LETTERS : OF_LOGOGRAMS
  }
  if (kind == 0) kind = OF_LETTERS
  store<u8>(blocks + block, kind)
  store<u64>(separators + (block << 3), bits)
  return kind
}
