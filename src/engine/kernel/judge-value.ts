// What a schema wants of numbers, `true` and `false`. Each function is false for a number that is not surely
// right or wrong.
import { BOOLEAN, D_MAX, D_MIN, D_VALUES, INTEGER, NUMBER, VALUES_BOOLEAN, VALUES_BYTES } from '../program-layout'
import { FAULT_ENUM, FAULT_LARGE, FAULT_SMALL } from '../row-codes'
import { Decimal, readDecimal } from './decimal'
import { blame } from './row'
import { hashKey } from './scan'

/** Numbers of so many digits that are equal as doubles are equal. */
const SURE_DIGITS: u32 = 15

/** Holds a number against its limits. */
export function judgeRange(descriptor: usize, start: usize, end: usize): bool {
  if (!readDecimal(start, end)) return false
  const value = Decimal.value
  const least = load<f64>(descriptor, D_MIN)
  const most = load<f64>(descriptor, D_MAX)
  if (Decimal.digits > SURE_DIGITS && (isNear(value, least) || isNear(value, most))) return false
  const isSmall = value < least
  if (!isSmall && value <= most) return true
  blame(descriptor, isSmall ? FAULT_SMALL : FAULT_LARGE, hashKey(start, end - start))
  return true
}

/** Whether nothing lies between the two: a limit that is not to be met is the double beside it. */
function isNear(value: f64, limit: f64): bool {
  return abs<i64>(reinterpret<i64>(value) - reinterpret<i64>(limit)) <= 1
}

/** Looks for a value among those that are allowed; any other than a number, `true` and `false` is. */
export function judgeValue(descriptor: usize, start: usize, end: usize, type: u32): bool {
  const values: usize = load<u32>(descriptor, D_VALUES)
  if (type == BOOLEAN) {
    const only = load<u32>(values, VALUES_BOOLEAN)
    if (only && load<u8>(start) != <u8>only) blame(descriptor, FAULT_ENUM, type)
    return true
  }
  if (type != NUMBER && type != INTEGER) return true
  if (!readDecimal(start, end) || Decimal.digits > SURE_DIGITS) return false
  const last = values + VALUES_BYTES + (<usize>load<u32>(values) << 3)
  for (let at = values + VALUES_BYTES; at < last; at += 8) {
    if (load<f64>(at) == Decimal.value) return true
  }
  blame(descriptor, FAULT_ENUM, type)
  return true
}
