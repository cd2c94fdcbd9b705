// 128-bit hashes of JSON values. Equal values have equal hashes, whatever the order of their keys,
// their escapes and the spelling of their numbers.
import { knownEnd } from './known-texts'
import { endOfText } from './text'

/** The hash computed last. */
export class Hash {
  static low: u64 = 0
  static high: u64 = 0
  /** What every hash of the run starts from. */
  static seedLow: u64 = 0
  static seedHigh: u64 = 0
}

// @ts-ignore: decorator
@inline
function mix(hash: u64): u64 {
  hash ^= hash >> 32
  hash *= 0xd6e8feb86659fd93
  hash ^= hash >> 32
  hash *= 0xd6e8feb86659fd93
  return hash ^ (hash >> 32)
}

/** The round of XXH64. */
// @ts-ignore: decorator
@inline
function turn(lane: u64, word: u64): u64 {
  return rotl<u64>(lane + word * 0xc2b2ae3d27d4eb4f, 31) * 0x9e3779b185ebca87
}

/** Of bytes. `kind` keeps texts apart from numbers and words of the same spelling. */
export function hashBytes(p: usize, length: usize, kind: u64): void {
  const seed = Hash.seedLow + kind * 0x9fb21c651e98df25
  let a = seed
  let b = Hash.seedHigh
  let c = seed ^ 0x1cad21f72c81017c
  let d = Hash.seedHigh ^ 0xdb979083e96dd4de
  const end = p + length
  for (; p + 32 <= end; p += 32) {
    a = turn(a, load<u64>(p))
    b = turn(b, load<u64>(p, 8))
    c = turn(c, load<u64>(p, 16))
    d = turn(d, load<u64>(p, 24))
  }
  for (; p + 8 <= end; p += 8) {
    a = turn(a, load<u64>(p))
    c ^= rotl<u64>(a, 17)
  }
  if (p < end) {
    b = turn(b, load<u64>(p) & ((<u64>1 << (<u64>(end - p) << 3)) - 1))
    d ^= rotl<u64>(b, 17)
  }
  const tail = <u64>length * 0x165667b19e3779f9
  Hash.low = mix(a + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18) + tail)
  Hash.high = mix((a ^ rotl<u64>(d, 29)) * 0x9fb21c651e98df25 + (b ^ rotl<u64>(c, 41)) + tail)
}

export const TEXT_KIND: u64 = 1
const NUMBER_KIND: u64 = 2
const WORD_KIND: u64 = 3
const ARRAY_KIND: u64 = 4
const OBJECT_KIND: u64 = 5

/** Adds up members in any order. */
export class Members {
  static low: u64 = 0
  static high: u64 = 0
}

/** Adds the value hashed last under a key that was hashed before. */
// @ts-ignore: decorator
@inline
export function memberLow(keyLow: u64, keyHigh: u64): u64 {
  return mix((keyLow ^ rotl<u64>(Hash.low, 29)) * 0x9e3779b97f4a7c15 + (keyHigh ^ Hash.high))
}

// @ts-ignore: decorator
@inline
export function memberHigh(keyLow: u64, keyHigh: u64): u64 {
  return mix((keyHigh ^ rotl<u64>(Hash.high, 37)) * 0x9fb21c651e98df25 + (keyLow ^ Hash.low))
}

/** Ends a sum of members. */
export function endMembers(low: u64, high: u64, count: u32): void {
  Hash.low = mix(low + Hash.seedLow + (OBJECT_KIND << 56) + count)
  Hash.high = mix(high + Hash.seedHigh + (OBJECT_KIND << 48) + count)
}

/**
 * Of a value as it is written, without blanks, each text in its usual spelling; numbers in any.
 * Gives the place behind the value.
 */
export function hashValue(p: usize): usize {
  const byte: u32 = load<u8>(p)
  if (byte == 0x22) {
    const end = knownEnd(p + 1)
    hashBytes(p + 1, end - p - 1, TEXT_KIND)
    return end + 1
  }
  if (byte == 0x7b) return hashMembers(p, 0)
  if (byte == 0x5b) return hashItems(p)
  if (byte == 0x2d || byte - 0x30 < 10) return hashNumber(p)
  const length: usize = byte == 0x66 ? 5 : 4
  hashBytes(p, length, WORD_KIND)
  return p + length
}

/** Of an object; the text may end at `end` instead of with a closing brace. */
export function hashMembers(p: usize, end: usize): usize {
  let low: u64 = 0
  let high: u64 = 0
  let count: u32 = 0
  p++
  while (p != end && load<u8>(p) != 0x7d) {
    if (load<u8>(p) == 0x2c) p++
    const keyEnd = endOfText(p + 1)
    hashBytes(p + 1, keyEnd - p - 1, TEXT_KIND)
    const keyLow = Hash.low
    const keyHigh = Hash.high
    p = hashValue(keyEnd + 2)
    low += memberLow(keyLow, keyHigh)
    high += memberHigh(keyLow, keyHigh)
    count++
  }
  endMembers(low, high, count)
  return p + 1
}

function hashItems(p: usize): usize {
  let low: u64 = Hash.seedLow
  let high: u64 = Hash.seedHigh
  p++
  while (load<u8>(p) != 0x5d) {
    if (load<u8>(p) == 0x2c) p++
    p = hashValue(p)
    low = turn(low, Hash.low)
    high = turn(high, Hash.high)
  }
  Hash.low = mix(low + (ARRAY_KIND << 56))
  Hash.high = mix(high + (ARRAY_KIND << 48) + Hash.low)
  return p + 1
}

/** The significant digits, then where the decimal point is: one hash for `1`, `1.0` and `10e-1`. */
const digits = memory.data(1024)
const MAX_HASHED_DIGITS: u32 = 1000

function hashNumber(p: usize): usize {
  let negative: u64 = 0
  if (load<u8>(p) == 0x2d) {
    negative = 1
    p++
  }
  let count: u32 = 0
  let zeros: u32 = 0
  let shift: i64 = 0
  let fraction = false
  let byte: u32 = load<u8>(p)
  let rest: u64 = 0
  while (byte - 0x30 < 10 || byte == 0x2e) {
    if (byte == 0x2e) fraction = true
    else {
      if (fraction) shift--
      if (byte == 0x30) {
        if (count > 0) zeros++
      } else {
        while (zeros > 0) {
          if (count < MAX_HASHED_DIGITS) store<u8>(digits + count, 0x30)
          else rest = turn(rest, 0x30)
          count++
          zeros--
        }
        if (count < MAX_HASHED_DIGITS) store<u8>(digits + count, byte)
        else rest = turn(rest, byte)
        count++
      }
    }
    byte = load<u8>(++p)
  }
  shift += zeros
  if ((byte | 0x20) == 0x65) {
    byte = load<u8>(++p)
    const down = byte == 0x2d
    if (down || byte == 0x2b) byte = load<u8>(++p)
    let exponent: i64 = 0
    while (byte - 0x30 < 10) {
      exponent = exponent * 10 + (byte - 0x30)
      byte = load<u8>(++p)
    }
    shift += down ? -exponent : exponent
  }
  if (count == 0) {
    negative = 0
    shift = 0
  }
  hashBytes(digits, min<u32>(count, MAX_HASHED_DIGITS), NUMBER_KIND)
  const sign = (negative << 63) ^ <u64>shift ^ rest ^ (<u64>count << 32)
  Hash.low = turn(Hash.low, sign)
  Hash.high = turn(Hash.high, sign)
  return p
}

/** Windows of a text that decide its place in an order by chance. */
const WINDOWS: usize = 32

/**
 * A whole number of 53 bits for a text as it is written, quotes not counted: of its length and of at
 * most 33 windows of 4 bytes, evenly spaced. `metrics/text-order.ts` gives the same.
 */
export function textOrder(p: usize, length: usize): f64 {
  let low: u32 = <u32>length
  let high: u32 = <u32>length ^ 0x85ebca77
  if (length < 4) {
    const word = length == 0 ? 0 : load<u32>(p) & ((1 << (<u32>length << 3)) - 1)
    low = (low ^ word) * 0x9e3779b1
    high = (high ^ word) * 0x85ebca77
  } else {
    const last = length - 4
    const stride = max<usize>(4, (last + WINDOWS - 1) / (WINDOWS - 1))
    for (let at: usize = 0; at < last; at += stride) {
      const word = load<u32>(p + at)
      low = rotl<u32>((low ^ word) * 0x9e3779b1, 15)
      high = rotl<u32>((high ^ word) * 0x85ebca77, 13)
    }
    const word = load<u32>(p + last)
    low = (low ^ word) * 0x9e3779b1
    high = (high ^ word) * 0x85ebca77
  }
  return <f64>((<u64>finish(high) << 21) | (finish(low) >> 11))
}

function finish(state: u32): u32 {
  state = (state ^ (state >> 16)) * 0x7feb352d
  state = (state ^ (state >> 15)) * 0x846ca68b
  return state ^ (state >> 16)
}
