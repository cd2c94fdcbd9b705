// Sketches of the words, pairs and triples of neighbours in what the model must produce.
// `metrics/ngram-sketch.ts` defines them, and gives the same.
import { LETTER, LOGOGRAM, tokenClass } from '../../kernel/token-class'

const REGISTERS: usize = 16_384
/** Of words, of pairs, of triples; one byte each. */
const registers = memory.data(49_152)

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

/** Of the text that is read: its words so far, and hashes of the last word and pair as a beginning. */
let count: u32 = 0
let wordLow: u32 = 0
let wordHigh: u32 = 0
let pairLow: u32 = 0
let pairHigh: u32 = 0

/** Counts in a text as it is written in JSON, quotes left out. */
export function countNgrams(p: usize, end: usize): void {
  count = 0
  let start: usize = 0
  /** Whether a byte of the word is not ASCII. */
  let wide = false
  while (p < end) {
    const block = v128.load(p)
    const letters = v128.or(
      i8x16.lt_u(i8x16.sub(v128.or(block, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26)),
      i8x16.lt_u(i8x16.sub(block, i8x16.splat(0x30)), i8x16.splat(10)),
    )
    const high = <u32>i8x16.bitmask(block)
    const escapes = <u32>i8x16.bitmask(i8x16.eq(block, i8x16.splat(0x5c)))
    const inside: u32 = end - p < 16 ? (1 << <u32>(end - p)) - 1 : 0xffff
    let mask = (<u32>i8x16.bitmask(letters) | high) & inside
    const next = p + 16
    let skipped: usize = 0
    if (escapes & inside) {
      // Up to the first escape, which is no letter: the rest is for the next block.
      const at = ctz(escapes)
      mask &= (1 << at) - 1
      const escape = p + at
      skipped = escape + (load<u8>(escape, 1) == 0x75 ? 6 : 2)
    }
    // From each change between letters and others to the next.
    let changes = mask ^ ((mask << 1) | <u32>(start != 0))
    changes &= skipped ? (1 << (ctz(escapes) + 1)) - 1 : 0xffff
    while (changes) {
      const at = p + ctz(changes)
      changes &= changes - 1
      if (!start) start = at
      else {
        if (wide || hasHigh(high, p, start, at)) takeWide(start, at)
        else takeWord(start, at)
        start = 0
        wide = false
      }
    }
    if (skipped) {
      p = skipped
    } else {
      if (start) wide = wide || hasHigh(high, p, start, next)
      p = next
    }
  }
  if (start) {
    if (wide) takeWide(start, end)
    else takeWord(start, end)
  }
  words += count
  if (count > 1) pairs += count - 1
  if (count > 2) triples += count - 2
}

/** Whether a byte from `start`, but of this block, up to `at` is not ASCII. */
// @ts-ignore: decorator
@inline
function hasHigh(high: u32, block: usize, start: usize, at: usize): bool {
  const from = start > block ? <u32>(start - block) : 0
  return ((high >> from) & ((1 << (<u32>(at - block) - from)) - 1)) != 0
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

/** Two hashes of 32 bits, over eight bytes at a time. */
function takeWord(p: usize, end: usize): void {
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
  low = turnLow(turnLow(low, <u32>rest), <u32>(rest >> 32))
  high = turnHigh(turnHigh(high, <u32>rest), <u32>(rest >> 32))
  raise(registers, low, high)
  count++
  if (count > 1) {
    const nextLow = turnLow(wordLow, low)
    const nextHigh = turnHigh(wordHigh, high)
    raise(registers + REGISTERS, nextLow, nextHigh)
    if (count > 2) {
      raise(registers + 2 * REGISTERS, turnLow(pairLow, low), turnHigh(pairHigh, high))
    }
    pairLow = turnLow(nextLow, 0)
    pairHigh = turnHigh(nextHigh, 0)
  }
  wordLow = turnLow(low, 0)
  wordHigh = turnHigh(high, 0)
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
function raise(base: usize, low: u32, high: u32): void {
  const place = ((low ^ (low >> 15)) * 0x846ca68b) >> 18
  let bits = (high ^ (high >> 16)) * 0x7feb352d
  bits ^= bits >> 15
  const rank = <u8>(clz(bits) + 1)
  const at = base + <usize>place
  if (rank > load<u8>(at)) store<u8>(at, rank)
}
