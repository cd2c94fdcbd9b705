// Transcripts of a preference without a prompt: what both begin with is the prompt.
import { SLOT_BYTES, SLOT_END, SLOT_START, SLOT_TYPE, SLOTS } from '../layout'
import {
  NULL,
  PIECE_CHOSEN,
  PIECE_PART,
  PIECE_PROMPT,
  PIECE_REJECTED,
  STRING,
} from '../program-layout'
import { Row } from './row'
import { isEscapeAt } from './steps'

/** The part of a text that a piece stands for, without quotes. */
export class Part {
  static start: usize = 0
  static end: usize = 0
}

/** Bytes up to the end of the last turn that both transcripts of the row have. */
let common: usize = 0

// @ts-ignore: decorator
@inline
function isPresent(slot: usize): bool {
  return <bool>((Row.present >> <u64>((slot - SLOTS) / SLOT_BYTES)) & 1)
}

/** Whether the row gives a prompt itself. */
export function hasPrompt(piece: usize): bool {
  const prompt: usize = load<u32>(piece, PIECE_PROMPT)
  return isPresent(prompt) && load<u32>(prompt, SLOT_TYPE) != NULL
}

/** Finds the part of a row without a prompt; false when there is none. */
export function findPart(piece: usize): bool {
  const part = load<u32>(piece, PIECE_PART)
  const chosen: usize = load<u32>(piece, PIECE_CHOSEN)
  const rejected: usize = load<u32>(piece, PIECE_REJECTED)
  if (!isPresent(chosen) || !isPresent(rejected)) return false
  const slot = part == 2 ? rejected : chosen
  const start = <usize>load<u32>(slot, SLOT_START) + 1
  // The prompt comes first.
  if (part == 0) common = lengthInCommon(chosen, rejected)
  if (common == 0) return false
  Part.start = part == 0 ? start : start + common
  Part.end = part == 0 ? start + common : <usize>load<u32>(slot, SLOT_END) - 1
  return true
}

/** `\\n\\nAssistant:` as it is written, in two words that overlap. */
const TURN_START: u64 = 0x697373416e5c6e5c
const TURN_REST: u64 = 0x3a746e6174736973
const TURN_BYTES: usize = 14

function lengthInCommon(left: usize, right: usize): usize {
  if (load<u32>(left, SLOT_TYPE) != STRING || load<u32>(right, SLOT_TYPE) != STRING) return 0
  const start = <usize>load<u32>(left, SLOT_START) + 1
  const end = <usize>load<u32>(left, SLOT_END) - 1
  const other = <usize>load<u32>(right, SLOT_START) + 1
  const most = min<usize>(end - start, <usize>load<u32>(right, SLOT_END) - 1 - other)
  let same: usize = 0
  while (same < most) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(start + same), v128.load(other + same)))
    if (mask != 0xffff) {
      same += ctz(~mask)
      break
    }
    same += 16
  }
  same = min(same, most)
  for (let at = same; at >= TURN_BYTES; at--) {
    const turn = start + at - TURN_BYTES
    if (load<u64>(turn) != TURN_START || load<u64>(turn, 6) != TURN_REST) continue
    if (isEscapeAt(start, turn)) return at
  }
  return 0
}
