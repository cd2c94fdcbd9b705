// Objects whose members matter, and the values in them.
import { SLOT_SHAPE, SLOT_START, SLOT_TYPE } from '../layout'
import {
  ARRAY,
  D_CONTAINS,
  D_FLAGS,
  D_ITEM,
  D_ITEMS_RANGE,
  D_MIN_ITEMS,
  D_NODE,
  D_SLOT,
  D_SLOT_BIT,
  D_TAKES,
  D_TYPES,
  F_BLANKS,
  F_CHECK,
  F_EMPTY_IS_ABSENT,
  F_FORBIDDEN,
  F_MESSAGES,
  F_NULL_IS_ABSENT,
  F_RANGE,
  F_SLOT,
  F_UNDECIDED,
  F_VALUES,
  INTEGER,
  LEARNED_BIT,
  LEARNED_BYTES,
  LEARNED_DESCRIPTOR,
  LEARNED_FLAGS,
  LEARNED_HASH,
  LEARNED_LENGTH,
  NODE_LEARNED,
  NODE_REQUIRED,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from '../program-layout'
import {
  CHECK_FAILED,
  FAULT_ITEM,
  FAULT_ITEMS,
  FAULT_KEY,
  FAULT_MISSING,
  NUMBER_SPELLING,
  REPEATED_KEY,
  SYNTAX,
} from '../row-codes'
import { copyWhole, Taken } from './container'
import { Deferred, Json, unescapeText } from './json-text'
import { rememberText } from './known-texts'
import { findKey, Found, isKeyAt } from './learned-keys'
import { readMessages } from './messages'
import { judgeRange, judgeValue } from './judge-value'
import { judgeText, refuseType, takenFlags } from './judge-text'
import { blame, hasRoom, Row, undecided } from './row'
import {
  hashKey,
  joinShape,
  Keys,
  MAX_DEPTH,
  scanNumber,
  scanValue,
  shapeOf,
  shapeOfValue,
  skipBlanks,
  Value,
} from './scan'
import { scanString, scanText, Spelling, Text, writeText, Written } from './text'

/** Reads the object at `p`; gives the place behind it, 0 when the row is undecided. */
export function readObject(p: usize, node: usize, depth: u32): usize {
  if (depth > MAX_DEPTH) return undecided(SYNTAX)
  const from = Keys.count
  let seen: u64 = 0
  let blanks: u32 = 0
  let shape = shapeOf(OBJECT)
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
    let flags = load<u32>(learned, LEARNED_FLAGS)
    blanks |= flags
    flags &= ~F_BLANKS
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
      if (depth > 1) rememberText(start + 1, p)
      p++
      if (flags && !takeText(load<u32>(learned, LEARNED_DESCRIPTOR), flags, start, p)) return 0
      if (depth > 1) shape = joinMember(shape, learned, shapeOf(STRING))
    } else if (flags) {
      p = readOther(p, load<u32>(learned, LEARNED_DESCRIPTOR), depth)
      if (!p) return 0
      if (depth > 1) shape = joinMember(shape, learned, shapeOfValue())
    } else {
      // Of the record itself, nobody asks how its numbers are spelled.
      p = depth == 1 && byte - 0x30 < 10 ? scanNumber(p) : scanValue(p, depth + 1)
      if (!p) return 0
      if (depth > 1) shape = joinMember(shape, learned, shapeOfValue())
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
  if (blanks & F_BLANKS) Spelling.differs = true
  Value.type = OBJECT
  Value.shape = shape
  const missing = load<u64>(node, NODE_REQUIRED) & ~seen
  if (missing) blame(node, FAULT_MISSING, missing)
  return p
}

// @ts-ignore: decorator
@inline
function joinMember(shape: u64, learned: usize, own: u64): u64 {
  return joinShape(joinShape(shape, load<u64>(learned, LEARNED_HASH)), own)
}

function refuseKey(node: usize, learned: usize, flags: u32): bool {
  if (flags & F_UNDECIDED) return <bool>undecided(CHECK_FAILED)
  blame(node, FAULT_KEY, load<u64>(learned, LEARNED_HASH))
  return true
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

/** A value other than a text, for a descriptor; gives the place behind it, 0 when the row is undecided. */
export function readOther(p: usize, descriptor: usize, depth: u32): usize {
  const faults = Row.faults
  const differs = Spelling.differs
  const isUnsure = Spelling.isUnsure
  Spelling.differs = false
  Spelling.isUnsure = false
  const byte: u32 = load<u8>(p)
  let end: usize
  if (byte == 0x5b) end = readArray(p, descriptor, depth)
  else {
    const node: usize = load<u32>(descriptor, D_NODE)
    end = byte == 0x7b && node ? readObject(p, node, depth + 1) : scanValue(p, depth + 1)
  }
  if (!end) return 0
  const type = Value.type
  const shape = Value.shape
  if (isAbsent(p, descriptor)) Row.faults = faults
  else if (!judgeOther(p, end, descriptor)) return 0
  Value.type = type
  Value.shape = shape
  if (differs) Spelling.differs = true
  if (isUnsure) Spelling.isUnsure = true
  return end
}

/** Whether the value that was read last, at `p`, counts as none: then nothing is wrong with it. */
function isAbsent(p: usize, descriptor: usize): bool {
  const flags = load<u32>(descriptor, D_FLAGS)
  if (Value.type == NULL) return (flags & F_NULL_IS_ABSENT) != 0
  return Value.type == ARRAY && (flags & F_EMPTY_IS_ABSENT) != 0 && isEmptyFor(descriptor, p)
}

/** Of the value that was read last, from `start` up to `p`. */
function judgeOther(start: usize, p: usize, descriptor: usize): bool {
  let flags = load<u32>(descriptor, D_FLAGS)
  const type = Value.type
  const isNumber = type == NUMBER || type == INTEGER
  const types = load<u32>(descriptor, D_TYPES)
  if (!((types >> type) & 1)) {
    // `1.0` is an integer to some drafts.
    if (type == NUMBER && (types >> INTEGER) & 1) return <bool>undecided(NUMBER_SPELLING)
    if (!refuseType(descriptor, type, isNumber ? hashKey(start, p - start) : 0)) return false
    flags &= takenFlags(descriptor, type)
  } else if (flags & F_VALUES && !judgeValue(descriptor, start, p, type)) {
    return <bool>undecided(NUMBER_SPELLING)
  }
  if (isNumber && flags & (F_SLOT | F_RANGE)) {
    if (Spelling.isUnsure) return <bool>undecided(NUMBER_SPELLING)
    if (flags & F_RANGE && !judgeRange(descriptor, start, p)) return <bool>undecided(NUMBER_SPELLING)
  }
  return !(flags & F_SLOT) || takeValue(descriptor, flags, start, p)
}

/** Whether the array at `p` has no items, and arrays are what is taken there. */
function isEmptyFor(descriptor: usize, p: usize): bool {
  return <bool>((load<u32>(descriptor, D_TAKES) >> ARRAY) & 1) && load<u8>(skipBlanks(p + 1)) == 0x5d
}

/** Containers are taken where they lie when they are spelled there as they are written. */
function takeValue(descriptor: usize, flags: u32, start: usize, end: usize): bool {
  const slot: usize = load<u32>(descriptor, D_SLOT)
  const type = Value.type
  if (type == OBJECT || type == ARRAY) {
    if (Spelling.isUnsure) return <bool>undecided(NUMBER_SPELLING)
    store<u64>(slot, Value.shape, SLOT_SHAPE)
    Taken.start = start
    Taken.end = end
    if (Spelling.differs) {
      if (!hasRoom(2 * (end - start))) return false
      copyWhole(start)
    }
    if (flags & F_MESSAGES && !readMessages((flags & F_CHECK) != 0)) return false
    start = Taken.start
    end = Taken.end
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
  rememberText(start + 1, p)
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
  let shape = shapeOf(ARRAY)
  let last: u64 = 0
  p = skipBlanks(p + 1)
  if (load<u8>(p) == 0x5d) p++
  else
    while (true) {
      const faults = Row.faults
      const isText = load<u8>(p) == 0x22
      p = readItem(p, item, flags, depth)
      if (!p) return 0
      const own = isText ? shapeOf(STRING) : shapeOfValue()
      if (own != last) {
        last = own
        shape = joinShape(shape, own)
      }
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
  if (wanted && !hasItem(first, wanted, depth)) return 0
  Value.type = ARRAY
  Value.shape = shape
  return p
}
