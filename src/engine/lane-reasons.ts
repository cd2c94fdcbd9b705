import {
  CHECK_FAILED,
  ESCAPED_KEY,
  LEFT_ALONE,
  MISSING,
  NEW_SHAPE,
  NUMBER_SPELLING,
  REPEATED_KEY,
  SPELLED_ANEW,
  SYNTAX,
  TOO_LARGE,
  WEIGHT,
} from './row-codes.js'

/** Why a record was left to the object lane, for people who ask where the time goes. */
const reasons: ReadonlyMap<number, string> = new Map([
  [SYNTAX, 'not JSON as expected'],
  [ESCAPED_KEY, 'key with escapes'],
  [REPEATED_KEY, 'key that may be repeated'],
  [NUMBER_SPELLING, 'number with many digits'],
  [CHECK_FAILED, 'value of another kind'],
  [MISSING, 'field that is missing'],
  [NEW_SHAPE, 'first of its shape'],
  [WEIGHT, 'weight that is not plain'],
  [TOO_LARGE, 'too large'],
  [SPELLED_ANEW, 'split key with escapes'],
  [LEFT_ALONE, 'too long or not text'],
])

export function laneReason(state: number): string {
  return reasons.get(state) ?? 'first with its faults'
}
