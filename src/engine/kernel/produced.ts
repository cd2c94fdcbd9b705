// The text that the model must produce, as the body of one JSON string.
import {
  ARRAY,
  HEADER,
  HEADER_PRODUCED,
  HEADER_PRODUCED_END,
  OBJECT,
  PIECE_BYTES,
  PIECE_LITERAL,
  PIECE_LITERAL_CODE_POINTS,
  PIECE_LITERAL_LENGTH,
  PIECE_SLOT,
  SLOT_CODE_POINTS,
  SLOT_END,
  SLOT_START,
  SLOT_TYPE,
  STRING,
} from '../layout'
import { copyBytes } from './container'
import { hasRoom, Row } from './row'

export class Produced {
  static start: usize = 0
  static end: usize = 0
  /** Of the text itself: an escape counts as the character it stands for. */
  static codePoints: u32 = 0
}

/** Finds the text of the row; false when it cannot be put together. */
export function findProduced(): bool {
  if (Row.saidStart) {
    Produced.start = Row.saidStart
    Produced.end = Row.saidEnd
    Produced.codePoints = Row.said
    return true
  }
  const pieces: usize = load<u32>(HEADER, HEADER_PRODUCED)
  const end: usize = load<u32>(HEADER, HEADER_PRODUCED_END)
  const slot: usize = load<u32>(pieces, PIECE_SLOT)
  const isAlone = end - pieces == PIECE_BYTES && load<u32>(pieces, PIECE_LITERAL_LENGTH) == 0
  if (isAlone && load<u32>(slot, SLOT_TYPE) == STRING) {
    Produced.start = load<u32>(slot, SLOT_START) + 1
    Produced.end = load<u32>(slot, SLOT_END) - 1
    Produced.codePoints = load<u32>(slot, SLOT_CODE_POINTS)
    return true
  }
  return joinPieces(pieces, end)
}

function joinPieces(piece: usize, end: usize): bool {
  Produced.start = Row.scratch
  let codePoints: u32 = 0
  for (; piece < end; piece += PIECE_BYTES) {
    const bytes: usize = load<u32>(piece, PIECE_LITERAL_LENGTH)
    if (!hasRoom(bytes)) return false
    Row.scratch = copyBytes(Row.scratch, load<u32>(piece, PIECE_LITERAL), bytes)
    codePoints += load<u32>(piece, PIECE_LITERAL_CODE_POINTS)
    const slot: usize = load<u32>(piece, PIECE_SLOT)
    if (!slot) continue
    const from: usize = load<u32>(slot, SLOT_START)
    const to: usize = load<u32>(slot, SLOT_END)
    if (!hasRoom(2 * (to - from))) return false
    const type = load<u32>(slot, SLOT_TYPE)
    if (type == STRING) Row.scratch = copyBytes(Row.scratch, from + 1, to - from - 2)
    else if (type == OBJECT || type == ARRAY) Row.scratch = escapeJson(Row.scratch, from, to)
    else Row.scratch = copyBytes(Row.scratch, from, to - from)
    codePoints += load<u32>(slot, SLOT_CODE_POINTS)
  }
  Produced.end = Row.scratch
  Produced.codePoints = codePoints
  return true
}

/** JSON as the body of a text. */
function escapeJson(w: usize, from: usize, to: usize): usize {
  for (; from < to; from++) {
    const byte = load<u8>(from)
    if (byte == 0x22 || byte == 0x5c) store<u8>(w++, 0x5c)
    store<u8>(w++, byte)
  }
  return w
}
