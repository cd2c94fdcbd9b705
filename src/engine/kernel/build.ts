// Texts that are put together from literals and values, as templates say it, in the spelling of
// `JSON.stringify`.
import {
  HEADER,
  HEADER_TEXTS,
  HEADER_TEXTS_END,
  SLOT_BYTES,
  SLOT_CODE_POINTS,
  SLOT_END,
  SLOT_START,
  SLOT_TYPE,
  SLOTS,
} from '../layout'
import {
  ARRAY,
  BOOLEAN,
  D_FLAGS,
  KIND_EACH,
  KIND_IF,
  KIND_IF_LATER,
  KIND_LITERAL,
  KIND_TRANSCRIPT,
  KIND_VALUE,
  NULL,
  NUMBER,
  OBJECT,
  PIECE_BYTES,
  PIECE_END,
  PIECE_KIND,
  PIECE_LITERAL,
  PIECE_LITERAL_LENGTH,
  PIECE_OTHERWISE_END,
  PIECE_SLOT,
  PIECE_STEPS,
  PIECE_STEPS_END,
  STEP_BYTES,
  STEP_DEFAULT,
  STEP_JSON,
  STEP_KIND,
  STEP_OTHER,
  STEP_OTHER_LENGTH,
  STEP_TEXT,
  STEP_TEXT_LENGTH,
  STEP_TRIM,
  STRING,
  TEXT_BYTES,
  TEXT_DESCRIPTOR,
  TEXT_OPTIONAL,
  TEXT_PIECES,
  TEXT_PIECES_END,
} from '../program-layout'
import { FAULT_MISSING, FAULT_TYPE } from '../row-codes'
import { copyBytes } from './container'
import { judgeText } from './judge-text'
import { blame, hasRoom, Row } from './row'
import { scanValue } from './scan'
import { escapeJson, quoteJson, replaceIn, trimIn } from './steps'
import { countBody } from './text'
import { findPart, hasPrompt, Part } from './transcript'

/** Where the text being built has a gap; 0: nowhere so far. */
class Gap {
  static piece: usize = 0
  static fault: u32 = 0
}

/** The item of the nearest array around. */
class Item {
  static start: usize = 0
  static end: usize = 0
  static index: u32 = 0
}

/** The value found last. */
class Found {
  static start: usize = 0
  static end: usize = 0
  static type: u32 = 0
  /** Only of what a slot holds. */
  static codePoints: u32 = 0
}

/** Puts all texts of the job together; false when the row is undecided. */
export function buildTexts(): bool {
  const end: usize = load<u32>(HEADER, HEADER_TEXTS_END)
  for (let text: usize = load<u32>(HEADER, HEADER_TEXTS); text < end; text += TEXT_BYTES) {
    const descriptor: usize = load<u32>(text, TEXT_DESCRIPTOR)
    if (isAlias(text)) {
      if (!judgeText(descriptor, load<u32>(descriptor, D_FLAGS), Found.start, Found.end, Found.codePoints)) {
        return false
      }
      continue
    }
    const start = Row.scratch
    if (!hasRoom(2)) return false
    store<u8>(start, 0x22)
    Row.scratch = start + 1
    Gap.piece = 0
    if (!buildPieces(load<u32>(text, TEXT_PIECES), load<u32>(text, TEXT_PIECES_END))) return false
    if (Gap.piece) {
      Row.scratch = start
      if (!load<u32>(text, TEXT_OPTIONAL)) blame(Gap.piece, Gap.fault, 0)
      continue
    }
    const last = Row.scratch
    store<u8>(last, 0x22)
    Row.scratch = last + 1
    const codePoints = countBody(start + 1, last)
    if (!judgeText(descriptor, load<u32>(descriptor, D_FLAGS), start, last + 1, codePoints)) return false
  }
  return true
}

/** Whether the text is that of one slot as it is. */
function isAlias(text: usize): bool {
  const piece: usize = load<u32>(text, TEXT_PIECES)
  if (<usize>load<u32>(text, TEXT_PIECES_END) - piece != PIECE_BYTES) return false
  const kind = load<u32>(piece, PIECE_KIND)
  const isWhole =
    kind == KIND_VALUE
      ? load<u32>(piece, PIECE_STEPS) == load<u32>(piece, PIECE_STEPS_END)
      : kind == KIND_TRANSCRIPT && hasPrompt(piece)
  return isWhole && find(piece) && Found.type == STRING
}

/** Appends a part of a transcript. */
function addPart(piece: usize): bool {
  if (!findPart(piece)) return gap(piece, FAULT_MISSING)
  const bytes = Part.end - Part.start
  if (!hasRoom(bytes)) return false
  Row.scratch = copyBytes(Row.scratch, Part.start, bytes)
  return true
}

function gap(piece: usize, fault: u32): bool {
  Gap.piece = piece
  Gap.fault = fault
  return true
}

/** Appends the pieces to the scratch area, up to a gap. */
function buildPieces(piece: usize, end: usize): bool {
  while (piece < end) {
    if (Gap.piece) return true
    const kind = load<u32>(piece, PIECE_KIND)
    const innerEnd: usize = load<u32>(piece, PIECE_END)
    const inner = piece + PIECE_BYTES
    if (kind == KIND_LITERAL) {
      const bytes: usize = load<u32>(piece, PIECE_LITERAL_LENGTH)
      if (!hasRoom(bytes)) return false
      Row.scratch = copyBytes(Row.scratch, load<u32>(piece, PIECE_LITERAL), bytes)
      piece = inner
    } else if (kind == KIND_IF || kind == KIND_IF_LATER) {
      const otherwiseEnd: usize = load<u32>(piece, PIECE_OTHERWISE_END)
      const holds = kind == KIND_IF_LATER ? Item.index > 0 : isThere(piece)
      if (!(holds ? buildPieces(inner, innerEnd) : buildPieces(innerEnd, otherwiseEnd))) return false
      piece = otherwiseEnd
    } else if (kind == KIND_EACH) {
      if (!buildEach(piece, inner, innerEnd)) return false
      piece = innerEnd
    } else {
      if (!(kind == KIND_TRANSCRIPT ? addPart(piece) : addValue(piece))) return false
      piece = inner
    }
  }
  return true
}

/** Whether the piece has a value, which may be `null`. */
function find(piece: usize): bool {
  const slot: usize = load<u32>(piece, PIECE_SLOT)
  if (slot == 0) {
    Found.start = Item.start
    Found.end = Item.end
    Found.type = typeAt(Item.start)
    return true
  }
  if (!((Row.present >> <u64>((slot - SLOTS) / SLOT_BYTES)) & 1)) return false
  Found.start = load<u32>(slot, SLOT_START)
  Found.end = load<u32>(slot, SLOT_END)
  Found.type = load<u32>(slot, SLOT_TYPE)
  Found.codePoints = load<u32>(slot, SLOT_CODE_POINTS)
  return true
}

function typeAt(p: usize): u32 {
  const byte: u32 = load<u8>(p)
  if (byte == 0x22) return STRING
  if (byte == 0x7b) return OBJECT
  if (byte == 0x5b) return ARRAY
  if (byte == 0x6e) return NULL
  return byte == 0x74 || byte == 0x66 ? BOOLEAN : NUMBER
}

/** False for what is missing, `null`, `false` and whatever is empty. */
function isThere(piece: usize): bool {
  if (!find(piece) || Found.type == NULL) return false
  if (Found.type == BOOLEAN) return load<u8>(Found.start) == 0x74
  const isEmpty = Found.end - Found.start == 2
  return !(isEmpty && (Found.type == STRING || Found.type == ARRAY || Found.type == OBJECT))
}

function buildEach(piece: usize, inner: usize, innerEnd: usize): bool {
  if (!find(piece) || Found.type == NULL) return true
  if (Found.type != ARRAY) return gap(piece, FAULT_TYPE)
  const start = Item.start
  const end = Item.end
  const index = Item.index
  let p = Found.start + 1
  let count: u32 = 0
  while (load<u8>(p) != 0x5d && Gap.piece == 0) {
    if (load<u8>(p) == 0x2c) p++
    Item.start = p
    p = scanValue(p, 1)
    if (!p) return false
    Item.end = p
    Item.index = count++
    if (!buildPieces(inner, innerEnd)) return false
  }
  Item.start = start
  Item.end = end
  Item.index = index
  return true
}

/** Appends a value as text, after its steps. */
function addValue(piece: usize): bool {
  let has = find(piece)
  let isNull = has && Found.type == NULL
  let isText = has && Found.type == STRING
  if (isNull) has = false
  const from = Row.scratch
  if (has && !copyFound()) return false
  const end: usize = load<u32>(piece, PIECE_STEPS_END)
  for (let step: usize = load<u32>(piece, PIECE_STEPS); step < end; step += STEP_BYTES) {
    const kind = load<u32>(step, STEP_KIND)
    if (kind == STEP_DEFAULT) {
      if (has) continue
      const bytes: usize = load<u32>(step, STEP_TEXT_LENGTH)
      if (!hasRoom(bytes)) return false
      Row.scratch = copyBytes(from, load<u32>(step, STEP_TEXT), bytes)
      has = isText = true
    } else if (kind == STEP_JSON) {
      if (isNull) {
        if (!hasRoom(4)) return false
        store<u32>(from, 0x6c6c756e)
        Row.scratch = from + 4
        has = true
      } else if (isText && !quoteJson(from)) return false
      isText = has
    } else if (has) {
      isText = true
      if (kind == STEP_TRIM) trimIn(from)
      else if (!replaceIn(from, load<u32>(step, STEP_TEXT), load<u32>(step, STEP_TEXT_LENGTH), load<u32>(step, STEP_OTHER), load<u32>(step, STEP_OTHER_LENGTH))) return false
    }
    // To all steps but these two, `null` is nothing.
    isNull = false
  }
  return has || gap(piece, FAULT_MISSING)
}

/** Appends the value found last as text. */
function copyFound(): bool {
  const start = Found.start
  const end = Found.end
  if (!hasRoom(2 * (end - start))) return false
  if (Found.type == STRING) Row.scratch = copyBytes(Row.scratch, start + 1, end - start - 2)
  else if (Found.type == OBJECT || Found.type == ARRAY) {
    Row.scratch = escapeJson(Row.scratch, start, end)
  } else Row.scratch = copyBytes(Row.scratch, start, end - start)
  return true
}
