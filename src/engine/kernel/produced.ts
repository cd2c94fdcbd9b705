// The text that the model must produce, as the body of one JSON string.
import {
  HEADER,
  HEADER_PRODUCED,
  SLOT_BYTES,
  SLOT_CODE_POINTS,
  SLOT_END,
  SLOT_START,
  SLOT_TYPE,
  SLOTS,
} from '../layout'
import { ARRAY, OBJECT, STRING } from '../program-layout'
import { hasRoom, Row } from './row'
import { escapeJson } from './steps'
import { countCodePoints } from './text'

export class Produced {
  static start: usize = 0
  static end: usize = 0
  /** Of the text itself: an escape counts as the character it stands for. */
  static codePoints: u32 = 0
}

/** Whether the row has what is produced. */
export function hasProduced(): bool {
  const number = load<u32>(HEADER, HEADER_PRODUCED)
  if (number == 0) return Row.saidStart != 0
  return <bool>((Row.present >> <u64>(number - 1)) & 1)
}

/** Finds the text of a row that has it; false when there is no room for it. */
export function findProduced(): bool {
  if (Row.saidStart) {
    Produced.start = Row.saidStart
    Produced.end = Row.saidEnd
    Produced.codePoints = Row.said
    return true
  }
  const slot: usize = SLOTS + <usize>(load<u32>(HEADER, HEADER_PRODUCED) - 1) * SLOT_BYTES
  const start: usize = load<u32>(slot, SLOT_START)
  const end: usize = load<u32>(slot, SLOT_END)
  const type = load<u32>(slot, SLOT_TYPE)
  Produced.start = start
  Produced.end = end
  if (type == STRING) {
    Produced.codePoints = load<u32>(slot, SLOT_CODE_POINTS)
    Produced.start++
    Produced.end--
    return true
  }
  Produced.codePoints = countCodePoints(start, end)
  if (type == OBJECT || type == ARRAY) {
    if (!hasRoom(2 * (end - start))) return false
    Produced.start = Row.scratch
    Produced.end = escapeJson(Row.scratch, start, end)
    Row.scratch = Produced.end
  }
  return true
}
