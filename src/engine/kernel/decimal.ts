// Decimal numbers and the doubles that they stand for, as JavaScript reads and writes them.
import { Row } from './row'

/** The number read last. */
export class Decimal {
  static value: f64 = 0
  /** Whether `String` of the value gives the text that was read. */
  static isShortest: bool = false
  /** Digits from the first that is not zero on. */
  static digits: u32 = 0
}

/** So many digits tell every double from its neighbours. */
const SURE_DIGITS: u32 = 15
const MOST_DIGITS: u32 = 18
/** Powers of ten up to here are doubles. */
const MOST_EXACT_POWER: u32 = 22

/** Reads a JSON number without exponent; false for one of too many digits. */
export function readDecimal(p: usize, end: usize): bool {
  const negative = load<u8>(p) == 0x2d
  if (negative) p++
  let coefficient: u64 = 0
  let digits: u32 = 0
  let places: u32 = 0
  let fraction = false
  for (; p < end; p++) {
    const byte: u32 = load<u8>(p)
    if (byte == 0x2e) {
      fraction = true
      continue
    }
    if (byte - 0x30 > 9) return false
    if (digits > 0 || byte != 0x30) digits++
    if (digits > MOST_DIGITS) return false
    coefficient = coefficient * 10 + (byte - 0x30)
    if (fraction) places++
  }
  if (places > MOST_EXACT_POWER) return false
  Decimal.digits = digits
  Decimal.isShortest = !(fraction && load<u8>(end - 1) == 0x30) && !(negative && coefficient == 0)
  let value = <f64>coefficient / powerOfTen(places)
  if (digits > SURE_DIGITS) {
    if (places == 0) {
      if (coefficient >= <u64>1 << 53) Decimal.isShortest = false
    } else {
      value = nearest(coefficient, places, value)
      if (value == 0) return false
    }
  }
  Decimal.value = negative ? -value : value
  return true
}

function powerOfTen(exponent: u32): f64 {
  let power: f64 = 1
  while (exponent--) power *= 10
  return power
}

/** A whole number of 128 bits with a sign. */
class Wide {
  static high: i64 = 0
  static low: u64 = 0
}

/** `high · 2^64 + low` = `left · right`. */
function multiply(left: u64, right: u64): void {
  const leftLow = left & 0xffffffff
  const leftHigh = left >> 32
  const rightLow = right & 0xffffffff
  const rightHigh = right >> 32
  const low = leftLow * rightLow
  const middle = leftHigh * rightLow + (low >> 32)
  const other = leftLow * rightHigh + (middle & 0xffffffff)
  Wide.low = (other << 32) | (low & 0xffffffff)
  Wide.high = <i64>(leftHigh * rightHigh + (middle >> 32) + (other >> 32))
}

/** Adds `word · 2^bits`; subtracts it when `sign` is negative. */
function addShifted(word: u64, bits: u32, sign: i32): void {
  let low: u64
  let high: u64
  if (bits >= 64) {
    low = 0
    high = word << (bits - 64)
  } else {
    low = word << bits
    high = bits == 0 ? 0 : word >> (64 - bits)
  }
  const before = Wide.low
  if (sign >= 0) {
    Wide.low = before + low
    Wide.high += <i64>high + <i64>(Wide.low < before)
  } else {
    Wide.low = before - low
    Wide.high -= <i64>high + <i64>(before < low)
  }
}

/** Sign of `2 · |number| - word · 2^bits`. */
function compareTwice(word: u64, bits: u32): i32 {
  let high = Wide.high
  let low = Wide.low
  if (high < 0) {
    low = ~low + 1
    high = ~high + <i64>(low == 0)
  }
  high = (high << 1) | <i64>(low >> 63)
  low <<= 1
  const otherHigh: u64 = bits >= 64 ? word << (bits - 64) : bits == 0 ? 0 : word >> (64 - bits)
  const otherLow: u64 = bits >= 64 ? 0 : word << bits
  if (<u64>high != otherHigh) return <u64>high > otherHigh ? 1 : -1
  return low == otherLow ? 0 : low > otherLow ? 1 : -1
}

/**
 * The double nearest to `coefficient / 10^places`, with `near` at most a few away from it. Says in
 * `Decimal.isShortest` whether no shorter decimal, and none of the same length that is closer, stands
 * for it too. 0 where that cannot be told with 128 bits.
 *
 * With `near` = `mantissa · 2^-bits`, all is compared as multiples of `2^-bits · 10^-places`.
 */
function nearest(coefficient: u64, places: u32, near: f64): f64 {
  const word = reinterpret<u64>(near)
  const bits = 1075 - <i32>(word >> 52)
  let mantissa = (word & 0xfffffffffffff) | 0x10000000000000
  if (bits < 1 || bits > 64 || places > 19) return 0
  const ten = <u64>powerOfTen(places)
  // Half a step is `ten / 2`, one in the last digit `2^bits`.
  let sign: i32 = 0
  for (let tries = 0; tries < 4; tries++) {
    multiply(mantissa, ten)
    Wide.low = ~Wide.low + 1
    Wide.high = ~Wide.high + <i64>(Wide.low == 0)
    addShifted(coefficient, <u32>bits, 1)
    sign = compareTwice(ten, 0)
    if (sign <= 0) break
    mantissa += Wide.high < 0 ? -1 : 1
  }
  const isInner = mantissa > 0x10000000000000 && mantissa < 0x20000000000000
  if (sign >= 0 || !isInner) return 0
  const rest = coefficient % 10
  if (compareTwice(1, <u32>bits) >= 0) Decimal.isShortest = false
  addShifted(rest, <u32>bits, -1)
  if (compareTwice(ten, 0) <= 0) Decimal.isShortest = false
  addShifted(10, <u32>bits, 1)
  if (compareTwice(ten, 0) <= 0) Decimal.isShortest = false
  return reinterpret<f64>((word & 0xfff0000000000000) | (mantissa & 0xfffffffffffff))
}

/** Writes a number from 0.000001 to 10^15 to the scratch area as `String` does; false where that is not sure. */
export function writeShortest(value: f64): bool {
  if (value != 0 && (value < 1e-6 || value >= 1e15)) return false
  let scale: f64 = 1
  for (let places: u32 = 0; places <= MOST_EXACT_POWER; places++) {
    const scaled = value * scale
    if (scaled >= 1e15) break
    const coefficient = nearestWhole(scaled)
    if (coefficient / scale == value) {
      writeDigits(<u64>coefficient, places)
      return true
    }
    scale *= 10
  }
  return writeLongest(value)
}

/** The same for numbers that 15 digits do not tell from their neighbours. */
function writeLongest(value: f64): bool {
  const word = reinterpret<u64>(value)
  const bits = 1075 - <i32>(word >> 52)
  if (bits < 1 || bits > 64) return false
  const mantissa = (word & 0xfffffffffffff) | 0x10000000000000
  let ten: u64 = 1
  for (let places: u32 = 0; places <= 19; places++) {
    multiply(mantissa, ten)
    addShifted(1, <u32>bits - 1, 1)
    let coefficient = bits == 64 ? <u64>Wide.high : (<u64>Wide.high << (64 - bits)) | (Wide.low >> bits)
    addShifted(1, <u32>bits - 1, -1)
    addShifted(coefficient, <u32>bits, -1)
    // Of two that are as close, the even one is written.
    if (coefficient & 1 && compareTwice(1, <u32>bits) == 0) coefficient--
    const sign = compareTwice(ten, 0)
    if (sign == 0) return false
    if (sign < 0) {
      writeDigits(coefficient, places)
      return true
    }
    ten *= 10
  }
  return false
}

// @ts-ignore: decorator
@inline
function nearestWhole(value: f64): f64 {
  return Math.floor(value + 0.5)
}

function writeDigits(coefficient: u64, places: u32): void {
  let count: u32 = 1
  for (let rest = coefficient / 10; rest > 0; rest /= 10) count++
  if (count <= places) count = places + 1
  let w = Row.scratch + count + <usize>(places > 0)
  Row.scratch = w
  for (let index: u32 = 0; index < count; index++) {
    if (index == places && places > 0) store<u8>(--w, 0x2e)
    store<u8>(--w, 0x30 + <u32>(coefficient % 10))
    coefficient /= 10
  }
}
