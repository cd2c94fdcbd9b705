// Objects whose members matter. Keys come in the same order from record to record: each node learns
// the keys it has seen, with the blanks around them, and compares the next bytes with the key that
// followed last time. What is learned changes the speed and nothing else.
import { SLOT_SHAPE, SLOT_START, SLOT_TYPE } from '../layout'
import {
  ARRAY,
  D_CONTAINS,
  D_FLAGS,
  D_ITEM,
  D_ITEMS_RANGE,
  D_KEY_BIT,
  D_MAX,
  D_MIN,
  D_MIN_ITEMS,
  D_NODE,
  D_SLOT,
  D_SLOT_BIT,
  D_TAKES,
  D_TYPES,
  F_CHECK,
  F_EMPTY_IS_ABSENT,
  F_FORBIDDEN,
  F_MESSAGES,
  F_NULL_IS_ABSENT,
  F_RANGE,
  F_SLOT,
  F_UNDECIDED,
  INTEGER,
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
  NODE_REQUIRED,
  NULL,
  NUMBER,
  OBJECT,
} from '../program-layout'
import {
  CHECK_FAILED,
  ESCAPED_KEY,
  FAULT_ITEM,
  FAULT_ITEMS,
  FAULT_KEY,
  FAULT_LARGE,
  FAULT_MISSING,
  FAULT_SMALL,
  NUMBER_SPELLING,
  REPEATED_KEY,
  SYNTAX,
  TOO_LARGE,
} from '../row-codes'
import { copyWhole, Copied } from './container'
import { Decimal, readDecimal } from './decimal'
import { Deferred, Json, unescapeText } from './json-text'
import { copyMessages } from './messages'
import { judgeText, refuseType, takenFlags } from './judge-text'
import { blame, hasRoom, Row, undecided } from './row'
import {
  hashKey,
  isNewKey,
  Keys,
  MAX_DEPTH,
  MAX_KEY_BYTES,
  isSureNumber,
  scanNumber,
  scanValue,
  scanWord,
  skipBlanks,
  Value,
} from './scan'
import { lookUp } from './table'
import { scanString, scanText, Text, writeText, Written } from './text'

/** After so many unknown keys an object is a map, whose keys are not worth learning. */
const MAP_AFTER: u32 = 256

/** The key that was found by the slow way. */
class Found {
  static learned: usize = 0
  /** Where to look first for the key after it. */
  static next: usize = 0
  static bit: u64 = 0
}

// @ts-ignore: decorator
@inline
function isKeyAt(p: usize, learned: usize): bool {
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

/** Reads the object at `p`; gives the place behind it, 0 when the row is undecided. */
export function readObject(p: usize, node: usize, depth: u32): usize {
  if (depth > MAX_DEPTH) return undecided(SYNTAX)
  const from = Keys.count
  let seen: u64 = 0
  let expected: usize = load<u32>(node, NODE_LEARNED)
  let byte: u32 = load<u8>(++p)
  if (byte <= 0x20) {
    p = skipBlanks(p)
    byte = load<u8>(p)
  }
  if (byte == 0x7d) {
    expected = 0
    p++
  }
  // p: behind the opening brace or a comma.
  while (expected) {
    let learned = expected
    let bit: u64
    if (isKeyAt(p, expected)) {
      expected += LEARNED_BYTES
      bit = load<u64>(learned, LEARNED_BIT)
    } else {
      if (!findKey(p, node, expected, from)) return 0
      learned = Found.learned
      expected = Found.next
      bit = Found.bit
    }
    if (seen & bit) return undecided(REPEATED_KEY)
    seen |= bit
    const flags = load<u32>(learned, LEARNED_FLAGS)
    if (flags & (F_UNDECIDED | F_FORBIDDEN) && !refuseKey(node, learned, flags)) return 0
    p += load<u32>(learned, LEARNED_LENGTH)
    byte = load<u8>(p)
    if (byte <= 0x20) {
      p = skipBlanks(p)
      byte = load<u8>(p)
    }
    if (byte == 0x22) {
      const start = p
      p = scanText(p + 1)
      if (!p) return 0
      p++
      if (flags && !takeText(load<u32>(learned, LEARNED_DESCRIPTOR), flags, start, p)) return 0
    } else if (flags) {
      p = readOther(p, load<u32>(learned, LEARNED_DESCRIPTOR), depth)
      if (!p) return 0
    } else {
      p = byte - 0x30 < 10 ? scanNumber(p) : scanValue(p, depth + 1)
      if (!p) return 0
    }
    byte = load<u8>(p)
    if (byte == 0x2c) {
      p++
      continue
    }
    if (byte <= 0x20) {
      p = skipBlanks(p)
      byte = load<u8>(p)
      if (byte == 0x2c) {
        p++
        continue
      }
    }
    if (byte != 0x7d) return undecided(SYNTAX)
    p++
    expected = 0
  }
  Keys.count = from
  const missing = load<u64>(node, NODE_REQUIRED) & ~seen
  if (missing) blame(node, FAULT_MISSING, missing)
  return p
}

function refuseKey(node: usize, learned: usize, flags: u32): bool {
  if (flags & F_UNDECIDED) return <bool>undecided(CHECK_FAILED)
  blame(node, FAULT_KEY, load<u64>(learned, LEARNED_HASH))
  return true
}

/**
 * Finds the key at `p`, which is not the one that was expected: among the learned ones, otherwise
 * by looking it up, and learns it.
 */
function findKey(p: usize, node: usize, expected: usize, from: u32): bool {
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
  store<u32>(learned, load<u32>(descriptor, D_FLAGS), LEARNED_FLAGS)
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

/** A text for a descriptor: checked, and put into its slot. `end` is behind the closing quote. */
// @ts-ignore: decorator
@inline
function takeText(descriptor: usize, flags: u32, start: usize, end: usize): bool {
  let codePoints: u32
  if (Text.unusual) {
    if (!hasRoom(end - start)) return false
    const written = Row.scratch
    Row.scratch = writeText(start, end, written)
    start = written
    end = Row.scratch
    codePoints = Written.codePoints
  } else codePoints = <u32>(end - start) - 2 - Text.continuations - Text.escapes
  return judgeText(descriptor, flags, start, end, codePoints)
}

/** A value other than a text, for a descriptor. */
function readOther(p: usize, descriptor: usize, depth: u32): usize {
  let flags = load<u32>(descriptor, D_FLAGS)
  const start = p
  const byte: u32 = load<u8>(p)
  let type: u32
  if (byte - 0x30 < 10 || byte == 0x2d) {
    p = scanNumber(p)
    type = Value.type
  } else if (byte == 0x7b) {
    const node: usize = load<u32>(descriptor, D_NODE)
    p = node ? readObject(p, node, depth + 1) : scanValue(p, depth + 1)
    type = OBJECT
  } else if (byte == 0x5b) {
    p = readArray(p, descriptor, depth)
    type = ARRAY
  } else {
    p = scanWord(p)
    type = Value.type
  }
  if (!p) return 0
  if (type == NULL && flags & F_NULL_IS_ABSENT) return p
  if (type == ARRAY && flags & F_EMPTY_IS_ABSENT && isEmptyFor(descriptor, start)) return p
  const isNumber = type == NUMBER || type == INTEGER
  const types = load<u32>(descriptor, D_TYPES)
  if (!((types >> type) & 1)) {
    // `1.0` is an integer to some drafts.
    if (type == NUMBER && (types >> INTEGER) & 1) return undecided(NUMBER_SPELLING)
    if (!refuseType(descriptor, type, isNumber ? hashKey(start, p - start) : 0)) return 0
    flags &= takenFlags(descriptor, type)
  }
  if (isNumber && flags & (F_SLOT | F_RANGE)) {
    if (!isSureNumber(p - start)) return undecided(NUMBER_SPELLING)
    if (flags & F_RANGE && !checkRange(descriptor, start, p)) return undecided(NUMBER_SPELLING)
  }
  if (flags & F_SLOT && !takeValue(descriptor, flags, start, p, type)) return 0
  return p
}

/** Whether the array at `p` has no items, and arrays are what is taken there. */
function isEmptyFor(descriptor: usize, p: usize): bool {
  return <bool>((load<u32>(descriptor, D_TAKES) >> ARRAY) & 1) && load<u8>(skipBlanks(p + 1)) == 0x5d
}

/** False for a number that may be on either side of a limit. */
function checkRange(descriptor: usize, start: usize, end: usize): bool {
  if (!readDecimal(start, end)) return false
  const value = Decimal.value
  const least = load<f64>(descriptor, D_MIN)
  const most = load<f64>(descriptor, D_MAX)
  if (Decimal.digits > 15 && (isNear(value, least) || isNear(value, most))) return false
  const isSmall = value < least
  if (!isSmall && value <= most) return true
  blame(descriptor, isSmall ? FAULT_SMALL : FAULT_LARGE, hashKey(start, end - start))
  return true
}

/** Whether nothing lies between the two: a limit that is not to be met is the double beside it. */
function isNear(value: f64, limit: f64): bool {
  return abs<i64>(reinterpret<i64>(value) - reinterpret<i64>(limit)) <= 1
}

function takeValue(descriptor: usize, flags: u32, start: usize, end: usize, type: u32): bool {
  const slot: usize = load<u32>(descriptor, D_SLOT)
  if (type == OBJECT || type == ARRAY) {
    if (!hasRoom(2 * (end - start))) return false
    const written = Row.scratch
    if (!(flags & F_MESSAGES ? copyMessages(start, (flags & F_CHECK) != 0) : copyWhole(start))) return false
    store<u64>(slot, Copied.shape, SLOT_SHAPE)
    start = flags & F_MESSAGES ? Copied.start : written
    end = Copied.end
  }
  store<u64>(slot, <u64>start | (<u64>end << 32), SLOT_START)
  store<u32>(slot, type, SLOT_TYPE)
  Row.present |= load<u64>(descriptor, D_SLOT_BIT)
  return true
}

/** Whether some item is as `contains` has it. Faults of the others are none. */
function hasItem(p: usize, descriptor: usize, depth: u32): bool {
  const faults = Row.faults
  p = skipBlanks(p + 1)
  let found = false
  while (load<u8>(p) != 0x5d && !found) {
    Row.faults = 0
    p = readItem(p, descriptor, load<u32>(descriptor, D_FLAGS), depth)
    if (!p) return false
    found = Row.faults == 0
    p = skipBlanks(p)
    if (load<u8>(p) == 0x2c) p = skipBlanks(p + 1)
  }
  Row.faults = faults
  if (!found) blame(descriptor, FAULT_ITEM, 0)
  return true
}

/** Reads the item at `p`; gives the place behind it, 0 when the row is undecided. */
function readItem(p: usize, item: usize, flags: u32, depth: u32): usize {
  if (load<u8>(p) != 0x22) return flags ? readOther(p, item, depth + 1) : scanValue(p, depth + 1)
  const start = p
  p = scanString(p + 1)
  if (!p) return 0
  p++
  return !flags || takeText(item, flags, start, p) ? p : 0
}

/** Reads the deferred text as if the array that it holds were there; false when that is undecided. */
export function readDeferred(): bool {
  const json = unescapeText(Deferred.start, Deferred.end)
  if (!json) return false
  const p = skipBlanks(json)
  if (load<u8>(p) != 0x5b) return <bool>undecided(CHECK_FAILED)
  const last = readOther(p, Deferred.descriptor, 2)
  if (!last) return false
  return skipBlanks(last) == Json.end || <bool>undecided(CHECK_FAILED)
}

function readArray(p: usize, descriptor: usize, depth: u32): usize {
  const item: usize = load<u32>(descriptor, D_ITEM)
  const isCounted = load<u32>(descriptor, D_ITEMS_RANGE) != 0xffffffff
  const wanted: usize = load<u32>(descriptor, D_CONTAINS)
  if (!item && !isCounted && !wanted) return scanValue(p, depth + 1)
  const first = p
  if (depth > MAX_DEPTH) return undecided(SYNTAX)
  const flags = item ? load<u32>(item, D_FLAGS) : 0
  let count: u32 = 0
  p = skipBlanks(p + 1)
  if (load<u8>(p) == 0x5d) p++
  else
    while (true) {
      const faults = Row.faults
      p = readItem(p, item, flags, depth)
      if (!p) return 0
      if (Row.faults != faults) blame(item, FAULT_ITEM, count)
      count++
      p = skipBlanks(p)
      const byte = load<u8>(p)
      if (byte == 0x2c) {
        p = skipBlanks(p + 1)
        continue
      }
      if (byte != 0x5d) return undecided(SYNTAX)
      p++
      break
    }
  const isWithin = count - load<u32>(descriptor, D_MIN_ITEMS) <= load<u32>(descriptor, D_ITEMS_RANGE)
  if (!isWithin) blame(descriptor, FAULT_ITEMS, count)
  return !wanted || hasItem(first, wanted, depth) ? p : 0
}
