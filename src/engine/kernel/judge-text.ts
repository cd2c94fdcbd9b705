// What a schema and a job want of a text; `judge-value.ts` judges numbers and booleans, `object.ts` containers.
import { SLOT_START, SLOT_TYPE } from '../layout'
import {
  D_ENUM,
  D_LEAVES,
  D_LENGTH_RANGE,
  D_MIN_LENGTH,
  D_PATTERNS,
  D_SLOT,
  D_SLOT_BIT,
  D_TAKES,
  D_TYPES,
  F_EMPTY_IS_ABSENT,
  F_ENUM,
  F_LIST,
  F_MESSAGES,
  F_PATTERN,
  F_SLOT,
  F_VISIBLE,
  F_WEIGHT,
  STRING,
} from '../program-layout'
import {
  CHECK_FAILED,
  FAULT_BLANK,
  FAULT_ENUM,
  FAULT_LONG,
  FAULT_PATTERN,
  FAULT_SHORT,
  FAULT_TYPE,
} from '../row-codes'
import { matches } from './match'
import { deferJson, kindOfList } from './json-text'
import { blame, Row, undecided } from './row'
import { hashKey } from './scan'
import { lookUp } from './table'
import { beginsVisibly, isBlank } from './text'

/**
 * Checks a text in the spelling of `JSON.stringify`, with its quotes, and puts it into its slot; false
 * when the row is undecided.
 */
// @ts-ignore: decorator
@inline
export function judgeText(descriptor: usize, flags: u32, start: usize, end: usize, codePoints: u32): bool {
  if (flags & F_EMPTY_IS_ABSENT) {
    if (end - start == 2) return true
    if (flags & F_LIST) {
      const kind = kindOfList(start, end)
      if (kind < 2) return kind == 1 || <bool>undecided(CHECK_FAILED)
    }
  }
  if (!((load<u32>(descriptor, D_TYPES) >> STRING) & 1)) {
    if (flags & F_MESSAGES) return deferJson(descriptor, start, end)
    let detail: u64 = 0
    if (flags & F_WEIGHT) {
      // Numbers may stand in text.
      const first: u32 = load<u8>(start, 1)
      if (first == 0x2d || first - 0x30 < 10) return <bool>undecided(CHECK_FAILED)
      detail = hashKey(start, end - start)
    }
    if (!refuseType(descriptor, STRING, detail)) return false
    flags &= takenFlags(descriptor, STRING)
  }
  if (flags & F_VISIBLE && !beginsVisibly(start + 1) && isBlank(start + 1, end - 1)) {
    blame(descriptor, FAULT_BLANK, 0)
  }
  const most = load<u32>(descriptor, D_LENGTH_RANGE)
  if (codePoints - load<u32>(descriptor, D_MIN_LENGTH) > most) refuseLength(descriptor, codePoints)
  if (flags & F_ENUM && !lookUp(load<u32>(descriptor, D_ENUM), start + 1, end - start - 2)) {
    blame(descriptor, FAULT_ENUM, 0)
  }
  if (flags & F_PATTERN) checkPatterns(descriptor, start + 1, end - 1)
  if (flags & F_SLOT) {
    const slot: usize = load<u32>(descriptor, D_SLOT)
    store<u64>(slot, <u64>start | (<u64>end << 32), SLOT_START)
    store<u64>(slot, <u64>STRING | (<u64>codePoints << 32), SLOT_TYPE)
    Row.present |= load<u64>(descriptor, D_SLOT_BIT)
  }
  return true
}

/** For a value of a type with which something is wrong; false when nobody decides that here. */
export function refuseType(descriptor: usize, type: u32, detail: u64): bool {
  if ((load<u32>(descriptor, D_LEAVES) >> type) & 1) return <bool>undecided(CHECK_FAILED)
  blame(descriptor, FAULT_TYPE, <u64>type ^ (detail << 4))
  return true
}

/** All flags, but for that of the slot where the value is of no use to anyone. */
export function takenFlags(descriptor: usize, type: u32): u32 {
  return (load<u32>(descriptor, D_TAKES) >> type) & 1 ? 0xffffffff : ~F_SLOT
}

function checkPatterns(descriptor: usize, start: usize, end: usize): void {
  const list: usize = load<u32>(descriptor, D_PATTERNS)
  const count = load<u32>(list)
  for (let index: u32 = 0; index < count; index++) {
    const entry = list + 4 + (<usize>index << 3)
    const isWrong = matches(load<u32>(entry), start, end) == <bool>load<u32>(entry, 4)
    if (isWrong) blame(descriptor, FAULT_PATTERN, index)
  }
}

function refuseLength(descriptor: usize, codePoints: u32): void {
  const isShort = codePoints < load<u32>(descriptor, D_MIN_LENGTH)
  blame(descriptor, isShort ? FAULT_SHORT : FAULT_LONG, 0)
}
