// The line of a kept row, from the operations of the program.
import {
  HEADER,
  HEADER_ANY,
  HEADER_CONTENT_END,
  HEADER_OPERATIONS,
  HEADER_OPERATIONS_END,
  SLOT_BYTES,
  SLOT_END,
  SLOT_START,
  SLOTS,
} from '../layout'
import {
  MODE_COMMA,
  MODE_DEFAULT_WEIGHT,
  MODE_GROUP,
  MODE_OPTIONAL,
  MODE_WEIGHT,
  OP_LITERAL,
  OP_LITERAL_LENGTH,
  OP_MODE,
  OP_SLOT,
  OPERATION_BYTES,
} from '../program-layout'
import { TOO_LARGE } from '../row-codes'
import { copyBytes } from './container'
import { Kept } from './kept'
import { Row, undecided } from './row'
import { Weight } from './weight'

export class Line {
  /** Where the content of the line written last ends: weight and metadata follow. */
  static contentEnd: usize = 0
}

/** Writes the line to `w`; gives its end, 0 when there is no room. */
export function writeLine(w: usize): usize {
  const end: usize = load<u32>(HEADER, HEADER_OPERATIONS_END)
  const contentEnd: usize = load<u32>(HEADER, HEADER_CONTENT_END)
  for (let op: usize = load<u32>(HEADER, HEADER_OPERATIONS); op < end; op += OPERATION_BYTES) {
    if (op == contentEnd) Line.contentEnd = w
    const mode = load<u32>(op, OP_MODE)
    const number = load<u32>(op, OP_SLOT)
    const bytes: usize = load<u32>(op, OP_LITERAL_LENGTH)
    if (mode & MODE_GROUP && !isAnyPresent()) {
      op = <usize>number - OPERATION_BYTES
      continue
    }
    if (mode & MODE_OPTIONAL && !((Row.present >> (<u64>number - 1)) & 1)) continue
    if (mode & (MODE_WEIGHT | MODE_DEFAULT_WEIGHT)) {
      if ((Weight.start == 0) == <bool>(mode & MODE_WEIGHT)) continue
    }
    if (w + bytes + 128 > Kept.linesEnd) return undecided(TOO_LARGE)
    if (mode & MODE_COMMA && load<u8>(w - 1) != 0x7b) store<u8>(w++, 0x2c)
    w = copyBytes(w, load<u32>(op, OP_LITERAL), bytes)
    if (mode & MODE_WEIGHT) w = writeWeight(w)
    if (!number || mode & MODE_GROUP) continue
    const slot: usize = SLOTS + <usize>(number - 1) * SLOT_BYTES
    const from: usize = load<u32>(slot, SLOT_START)
    const to: usize = load<u32>(slot, SLOT_END)
    if (w + (to - from) + 128 > Kept.linesEnd) return undecided(TOO_LARGE)
    w = copyBytes(w, from, to - from)
  }
  return w
}

/** As JavaScript writes it, with a fraction. */
function writeWeight(w: usize): usize {
  w = copyBytes(w, Weight.start, Weight.end - Weight.start)
  if (!Weight.isWhole) return w
  store<u16>(w, 0x302e)
  return w + 2
}

/** True where the program asks for none. */
function isAnyPresent(): bool {
  const any = load<u64>(HEADER, HEADER_ANY)
  return any == 0 || (Row.present & any) != 0
}
