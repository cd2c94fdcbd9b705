// The keys of objects whose members matter. They come in the same order from record to record: each node
// learns the keys it has seen, with the blanks around them, and compares the next bytes with the key that
// followed last time. What is learned changes the speed and nothing else.
import {
  D_FLAGS,
  D_KEY_BIT,
  F_BLANKS,
  LEARNED_BIT,
  LEARNED_BYTES,
  LEARNED_DESCRIPTOR,
  LEARNED_FLAGS,
  LEARNED_HASH,
  LEARNED_LENGTH,
  LEARNED_MASK,
  MAX_LEARNED,
  NODE_BITS,
  NODE_KEYS,
  NODE_LEARNED,
  NODE_LEARNED_COUNT,
  NODE_MISSES,
  NODE_OTHER,
} from '../program-layout'
import { ESCAPED_KEY, REPEATED_KEY, SYNTAX, TOO_LARGE } from '../row-codes'
import { undecided } from './row'
import { hashKey, isNewKey, MAX_KEY_BYTES, skipBlanks } from './scan'
import { lookUp } from './table'
import { scanString, Text } from './text'

/** After so many unknown keys an object is a map, whose keys are not worth learning. */
const MAP_AFTER: u32 = 256

/** The key that was found by the slow way. */
export class Found {
  static learned: usize = 0
  /** Where to look first for the key after it. */
  static next: usize = 0
  static bit: u64 = 0
}

// @ts-ignore: decorator
@inline
export function isKeyAt(p: usize, learned: usize): bool {
  const first = v128.and(
    v128.xor(v128.load(p), v128.load(learned)),
    v128.load(learned, LEARNED_MASK),
  )
  if (v128.any_true(first)) return false
  if (load<u32>(learned, LEARNED_LENGTH) <= 16) return true
  const rest = v128.and(
    v128.xor(v128.load(p, 16), v128.load(learned, 32)),
    v128.load(learned, 48),
  )
  return !v128.any_true(rest)
}

/**
 * Finds the key at `p`, which is not the one that was expected: among the learned ones, otherwise
 * by looking it up, and learns it.
 */
export function findKey(p: usize, node: usize, expected: usize, from: u32): bool {
  const base: usize = load<u32>(node, NODE_LEARNED)
  const count = load<u32>(node, NODE_LEARNED_COUNT)
  const end = base + <usize>count * LEARNED_BYTES
  const isMap = load<u32>(node, NODE_MISSES) > MAP_AFTER
  const near = min<usize>(end, expected + (isMap ? 3 : count <= 16 ? 17 : 9) * LEARNED_BYTES)
  for (let learned = expected + LEARNED_BYTES; learned < near; learned += LEARNED_BYTES) {
    if (isKeyAt(p, learned)) return found(learned)
  }
  if (!isMap && count <= 16) {
    for (let learned = base; learned < expected; learned += LEARNED_BYTES) {
      if (isKeyAt(p, learned)) return found(learned)
    }
  }
  return readKey(p, node, expected, from)
}

// @ts-ignore: decorator
@inline
function found(learned: usize): bool {
  Found.learned = learned
  Found.next = learned + LEARNED_BYTES
  Found.bit = load<u64>(learned, LEARNED_BIT)
  return true
}

function readKey(p: usize, node: usize, expected: usize, from: u32): bool {
  const start = p
  p = skipBlanks(p)
  if (load<u8>(p) != 0x22) return <bool>undecided(SYNTAX)
  const key = p + 1
  p = scanString(key)
  if (!p) return false
  if (Text.escapes != 0 || Text.unusual) return <bool>undecided(ESCAPED_KEY)
  const length = p - key
  if (length > MAX_KEY_BYTES) return <bool>undecided(TOO_LARGE)
  p = skipBlanks(p + 1)
  if (load<u8>(p) != 0x3a) return <bool>undecided(SYNTAX)
  p = skipBlanks(p + 1)

  let descriptor: usize = lookUp(load<u32>(node, NODE_KEYS), key, length)
  const isKnown = descriptor != 0
  const hash = hashKey(key, length)
  let bit: u64 = 0
  if (isKnown) bit = load<u64>(descriptor, D_KEY_BIT)
  else {
    descriptor = load<u32>(node, NODE_OTHER)
    bit = bitOfLearned(node, hash)
  }
  const misses = load<u32>(node, NODE_MISSES)
  if (misses <= MAP_AFTER) store<u32>(node, misses + 1, NODE_MISSES)
  if (misses == MAP_AFTER) {
    // With the keys their bits are gone, by which this very object tells them apart.
    forget(node)
    return <bool>undecided(REPEATED_KEY)
  }
  const isMap = misses > MAP_AFTER
  const taken = p - start
  const count = load<u32>(node, NODE_LEARNED_COUNT)
  const worthIt = taken <= 32 && count < MAX_LEARNED && (isKnown || !isMap)
  if (worthIt && !isKnown && bit == 0) bit = newBit(node)
  // Keys without a bit are told apart by their hashes.
  if (bit == 0 && !isNewKey(hash, from)) return <bool>undecided(REPEATED_KEY)

  const base: usize = load<u32>(node, NODE_LEARNED)
  const end = base + <usize>count * LEARNED_BYTES
  // Behind the last learned key stands one that no key is like, then room for a key of the moment.
  let learned = end + LEARNED_BYTES
  if (worthIt && (isKnown || bit != 0)) {
    memory.copy(expected + LEARNED_BYTES, expected, learned - expected)
    store<u32>(node, count + 1, NODE_LEARNED_COUNT)
    learned = expected
    memory.fill(learned, 0, LEARNED_BYTES)
    for (let index: usize = 0; index < taken; index++) {
      const at = learned + (index < 16 ? index : index + 16)
      store<u8>(at, load<u8>(start + index))
      store<u8>(at, 0xff, LEARNED_MASK)
    }
  }
  store<u32>(learned, <u32>descriptor, LEARNED_DESCRIPTOR)
  store<u32>(learned, <u32>taken, LEARNED_LENGTH)
  const blanks = taken == length + 3 ? 0 : F_BLANKS
  store<u32>(learned, load<u32>(descriptor, D_FLAGS) | blanks, LEARNED_FLAGS)
  store<u64>(learned, bit, LEARNED_BIT)
  store<u64>(learned, hash, LEARNED_HASH)
  Found.learned = learned
  Found.next = learned == expected ? expected + LEARNED_BYTES : expected
  Found.bit = bit
  return true
}

/** The bit of an unknown key that was learned with other blanks; 0 when it was not. */
function bitOfLearned(node: usize, hash: u64): u64 {
  const base: usize = load<u32>(node, NODE_LEARNED)
  const end = base + <usize>load<u32>(node, NODE_LEARNED_COUNT) * LEARNED_BYTES
  for (let learned = base; learned < end; learned += LEARNED_BYTES) {
    if (load<u64>(learned, LEARNED_HASH) == hash) return load<u64>(learned, LEARNED_BIT)
  }
  return 0
}

/** 0 when all 64 are taken. */
function newBit(node: usize): u64 {
  const bits = load<u32>(node, NODE_BITS)
  if (bits >= 64) return 0
  store<u32>(node, bits + 1, NODE_BITS)
  return <u64>1 << bits
}

/** Forgets the keys; the bits of unknown ones stay taken. */
function forget(node: usize): void {
  const base: usize = load<u32>(node, NODE_LEARNED)
  memory.fill(base, 0, LEARNED_BYTES * (MAX_LEARNED + 2))
  endLearned(base)
  store<u32>(node, 0, NODE_LEARNED_COUNT)
}

/** Nothing begins with a zero byte, so this matches nothing. */
function endLearned(at: usize): void {
  store<u8>(at, 0xff, LEARNED_MASK)
}
