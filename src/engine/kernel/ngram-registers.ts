// Hashes of words, of pairs and of triples of neighbours, and the registers that they raise.
// `metrics/ngram-sketch.ts` defines them, and gives the same.

const REGISTERS: usize = 16_384
/** Of words, of pairs, of triples; one byte each. */
const registers = memory.data(49_152)

/** Words are hashed four at a time. */
export const WORDS_AT_ONCE: usize = 4
/** Words of at most so many bytes are hashed in one go. */
const SHORT: i32 = 16
/** All bits of so many bytes, then as many without any. */
const masks = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0,
])
/** The higher state begins with this and the length, the lower one with the length. */
const HIGH_START: i32 = 0x85ebca77
/** The lower states of four words of which some are not short, then the higher ones. */
const states = memory.data(32)

// Of each word that is counted at once: as many as the borders of `words.ts` have room for.
/** Hashes of words and of pairs that end with them, 4 bytes each; in front of them those of the word before. */
const BEFORE: usize = 16
const wordLows = memory.data(2_400) + BEFORE
const wordHighs = memory.data(2_400) + BEFORE
const pairLows = memory.data(2_400) + BEFORE
const pairHighs = memory.data(2_400) + BEFORE
/** What is to be counted of words, pairs and triples: the place of a register and `PLACE_TOP`, then bits. */
const ofWords = memory.data(4_672)
const ofPairs = memory.data(4_672)
const ofTriples = memory.data(4_672)
/** Stands above a place, so that no more than 32 zeros are counted. */
const PLACE_TOP: i32 = i32.MIN_VALUE

/** Where they lie. */
export function ngramRegisters(): usize {
  return registers
}

/** To be called where a state begins that no row has been counted into. */
export function forgetNgrams(): void {
  memory.fill(registers, 0, 3 * REGISTERS)
}

/**
 * Counts the words whose borders these are, with the pairs and triples that end with them; so many words of the
 * same text were counted before. Behind the last border are those of words without letters.
 */
export function countWords(borders: usize, end: usize, before: u32): void {
  const size = end - borders
  hashWords(borders, size)
  joinWords(size)
  raise(ofWords, ofWords + size, registers)
  // The first word of a text ends no pair, the second no triple.
  raise(ofPairs + (before < 1 ? 8 : 0), ofPairs + size, registers + REGISTERS)
  raise(ofTriples + (before < 2 ? 16 : 0), ofTriples + size, registers + 2 * REGISTERS)
}

function hashWords(borders: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += 32) {
    const here = borders + at
    const left = v128.load(here)
    const right = v128.load(here, 16)
    const lengths = i32x4.sub(secondHalves(left, right), firstHalves(left, right))
    let low = lengths
    let high = v128.xor(lengths, i32x4.splat(HIGH_START))
    if (v128.any_true(i32x4.gt_s(lengths, i32x4.splat(SHORT)))) {
      shorten(here)
      low = v128.load(states)
      high = v128.load(states, 16)
    }
    const one = bytesOf(here)
    const two = bytesOf(here + 8)
    const three = bytesOf(here + 16)
    const four = bytesOf(here + 24)
    const lefts = lowers(one, two)
    const rights = lowers(three, four)
    const first = i32x4.shuffle(lefts, rights, 0, 1, 4, 5)
    const second = i32x4.shuffle(lefts, rights, 2, 3, 6, 7)
    low = turnLows(turnLows(low, first), second)
    high = turnHighs(turnHighs(high, first), second)
    const moreLefts = uppers(one, two)
    const moreRights = uppers(three, four)
    const third = i32x4.shuffle(moreLefts, moreRights, 0, 1, 4, 5)
    const fourth = i32x4.shuffle(moreLefts, moreRights, 2, 3, 6, 7)
    // No byte of a word is 0.
    const isDone = i32x4.eq(third, i32x4.splat(0))
    low = v128.bitselect(low, turnLows(turnLows(low, third), fourth), isDone)
    high = v128.bitselect(high, turnHighs(turnHighs(high, third), fourth), isDone)
    v128.store(wordLows + (at >> 1), low)
    v128.store(wordHighs + (at >> 1), high)
    mix(ofWords + at, low, high)
  }
}

/** Hashes the pairs and the triples. In loops of their own they wait less for each other. */
function joinWords(size: usize): void {
  for (let at: usize = 0; at < size; at += 32) {
    const entry = at >> 1
    const low = turnLows(stirLow(v128.load(wordLows - 4 + entry)), v128.load(wordLows + entry))
    const high = turnHighs(stirHigh(v128.load(wordHighs - 4 + entry)), v128.load(wordHighs + entry))
    v128.store(pairLows + entry, low)
    v128.store(pairHighs + entry, high)
    mix(ofPairs + at, low, high)
  }
  for (let at: usize = 0; at < size; at += 32) {
    const entry = at >> 1
    const low = turnLows(stirLow(v128.load(pairLows - 4 + entry)), v128.load(wordLows + entry))
    const high = turnHighs(stirHigh(v128.load(pairHighs - 4 + entry)), v128.load(wordHighs + entry))
    mix(ofTriples + at, low, high)
  }
  const last = (size >> 1) - 4
  store<u32>(wordLows - 4, load<u32>(wordLows + last))
  store<u32>(wordHighs - 4, load<u32>(wordHighs + last))
  store<u32>(pairLows - 4, load<u32>(pairLows + last))
  store<u32>(pairHighs - 4, load<u32>(pairHighs + last))
}

/**
 * Hashes all but the last 16 bytes of the words of four pairs of borders, and moves their beginnings; writes the
 * states of all four.
 */
function shorten(borders: usize): void {
  for (let word: usize = 0; word < WORDS_AT_ONCE; word++) {
    const at = borders + (word << 3)
    let start: usize = load<u32>(at)
    let length: u64 = load<u32>(at, 4) - start
    let state = (length | (length << 32)) ^ (<u64>HIGH_START << 32)
    for (; length > <u64>SHORT; length -= 8) {
      state = turnBoth(state, load<u64>(start))
      start += 8
    }
    store<u32>(at, <u32>start)
    store<u32>(states + (word << 2), <u32>state)
    store<u32>(states + 16 + (word << 2), <u32>(state >> 32))
  }
}

/** The bytes of a short word, zeros behind them. */
// @ts-ignore: decorator
@inline
function bytesOf(border: usize): v128 {
  const start: usize = load<u32>(border)
  const end: usize = load<u32>(border, 4)
  return v128.and(v128.load(start), v128.load(masks + 16 - (end - start)))
}

/** Both states after eight more bytes, the lower one in the lower half. */
// @ts-ignore: decorator
@inline
function turnBoth(state: u64, bytes: u64): u64 {
  const low = turnLow(turnLow(<u32>state, <u32>bytes), <u32>(bytes >> 32))
  const high = turnHigh(turnHigh(<u32>(state >> 32), <u32>bytes), <u32>(bytes >> 32))
  return <u64>low | (<u64>high << 32)
}

/** Raises the registers for what was found from `at` to `end`. */
// @ts-ignore: decorator
@inline
function raise(at: usize, end: usize, base: usize): void {
  for (; at < end; at += 8) {
    const found = load<u64>(at)
    const register = <usize>(<u32>found) + (base - <usize>PLACE_TOP)
    const zeros = <u32>clz(found)
    if (zeros >= load<u8>(register)) store<u8>(register, zeros + 1)
  }
}

/** Writes places and bits of four hashes, 8 bytes each. */
// @ts-ignore: decorator
@inline
function mix(at: usize, low: v128, high: v128): void {
  const product = i32x4.mul(v128.xor(low, i32x4.shr_u(low, 15)), i32x4.splat(0x846ca68b))
  const place = v128.or(i32x4.shr_u(product, 18), i32x4.splat(PLACE_TOP))
  const mixed = i32x4.mul(v128.xor(high, i32x4.shr_u(high, 16)), i32x4.splat(0x7feb352d))
  const bits = v128.xor(mixed, i32x4.shr_u(mixed, 15))
  v128.store(at, lowers(place, bits))
  v128.store(at, uppers(place, bits), 16)
}

// @ts-ignore: decorator
@inline
function firstHalves(left: v128, right: v128): v128 {
  return i32x4.shuffle(left, right, 0, 2, 4, 6)
}

// @ts-ignore: decorator
@inline
function secondHalves(left: v128, right: v128): v128 {
  return i32x4.shuffle(left, right, 1, 3, 5, 7)
}

// @ts-ignore: decorator
@inline
function lowers(left: v128, right: v128): v128 {
  return i32x4.shuffle(left, right, 0, 4, 1, 5)
}

// @ts-ignore: decorator
@inline
function uppers(left: v128, right: v128): v128 {
  return i32x4.shuffle(left, right, 2, 6, 3, 7)
}

/** The four before those in `now`, of which `last` has the first. */
// @ts-ignore: decorator
@inline
function oneBehind(last: v128, now: v128): v128 {
  return i32x4.shuffle(last, now, 3, 4, 5, 6)
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
  return stirLow(v128.xor(state, next))
}

// @ts-ignore: decorator
@inline
function turnHighs(state: v128, next: v128): v128 {
  return stirHigh(v128.xor(state, next))
}

/** One more turn of what comes first: otherwise the two could change places. */
// @ts-ignore: decorator
@inline
function stirLow(low: v128): v128 {
  const product = i32x4.mul(low, i32x4.splat(0x9e3779b1))
  return v128.or(i32x4.shl(product, 15), i32x4.shr_u(product, 17))
}

// @ts-ignore: decorator
@inline
function stirHigh(high: v128): v128 {
  const product = i32x4.mul(high, i32x4.splat(0x85ebca77))
  return v128.or(i32x4.shl(product, 13), i32x4.shr_u(product, 19))
}
