// The weight of a sample: explicit × length factor, within limits.
import {
  HEADER,
  HEADER_BASE_WEIGHT,
  HEADER_BY_LENGTH,
  HEADER_DEFAULT_WEIGHT,
  HEADER_MAX_WEIGHT,
  HEADER_MIN_WEIGHT,
  HEADER_WEIGHT,
  SLOT_BYTES,
  SLOT_END,
  SLOT_START,
  SLOT_TYPE,
  SLOTS,
  WEIGHTS,
} from '../layout'
import { NULL } from '../program-layout'
import { FAULT_WEIGHT, WEIGHT } from '../row-codes'
import { Decimal, readDecimal, writeShortest } from './decimal'
import { Kept } from './kept'
import { blame, hasRoom, Row, undecided } from './row'
import { hashKey } from './scan'

/** The weight as it is written. */
export class Weight {
  /** 0: that of records that have none. */
  static start: usize = 0
  static end: usize = 0
  /** It has no fraction, and is to get one. */
  static isWhole: bool = false
}

/** Length of produced text that would double a weight, and what length makes of it at most. */
const LENGTH_SCALE: f64 = 2000
const MAX_LENGTH_BONUS: f64 = 0.5

/** Finds the weight and stores it with the row's facts; false when the row is undecided. */
export function takeWeight(place: u32, codePoints: u32): bool {
  const at = Kept.area + WEIGHTS + (<usize>place << 3)
  const isByLength = load<u32>(HEADER, HEADER_BY_LENGTH) != 0
  const slot = slotOfWeight()
  Weight.start = 0
  if (!slot && !isByLength) {
    store<f64>(at, load<f64>(HEADER, HEADER_DEFAULT_WEIGHT))
    return true
  }
  let product = load<f64>(HEADER, HEADER_BASE_WEIGHT)
  let isWritten = false
  if (slot) {
    const start: usize = load<u32>(slot, SLOT_START)
    const end: usize = load<u32>(slot, SLOT_END)
    if (!readDecimal(start, end)) return <bool>undecided(WEIGHT)
    product = Decimal.value
    if (load<u8>(start) == 0x2d) {
      if (product == 0) return <bool>undecided(WEIGHT)
      blame(HEADER, FAULT_WEIGHT, hashKey(start, end - start))
      return true
    }
    isWritten = Decimal.isShortest && !isByLength && (product == 0 || product >= 1e-6)
    Weight.start = start
    Weight.end = end
  }
  if (isByLength) product *= 1 + min(MAX_LENGTH_BONUS, <f64>codePoints / LENGTH_SCALE)
  const weight = min(max(product, load<f64>(HEADER, HEADER_MIN_WEIGHT)), load<f64>(HEADER, HEADER_MAX_WEIGHT))
  if (!isWritten || weight != product) {
    if (!hasRoom(64)) return false
    Weight.start = Row.scratch
    if (!writeShortest(weight)) return <bool>undecided(WEIGHT)
    Weight.end = Row.scratch
  }
  Weight.isWhole = Math.floor(weight) == weight
  store<f64>(at, weight)
  return true
}

/** 0 where the record has none. */
function slotOfWeight(): usize {
  const number = load<u32>(HEADER, HEADER_WEIGHT)
  if (!number || !((Row.present >> <u64>(number - 1)) & 1)) return 0
  const slot: usize = SLOTS + <usize>(number - 1) * SLOT_BYTES
  return load<u32>(slot, SLOT_TYPE) == NULL ? 0 : slot
}
