// A conversation for records without messages: of what the system, the user and the assistant say, each
// in a field or text of its own.
import { HEADER, HEADER_TURN, SLOT_BYTES, SLOT_END, SLOT_START, SLOT_TYPE, SLOTS } from '../layout'
import {
  D_SLOT_BIT,
  NULL,
  SPEAKER_LITERAL,
  SPEAKER_LITERAL_LENGTH,
  SPEAKER_SLOT,
  STRING,
  TURN_ASSISTANT,
  TURN_DESCRIPTOR,
  TURN_SYSTEM,
  TURN_USER,
} from '../program-layout'
import { CHECK_FAILED, FAULT_BLANK, FAULT_MISSING } from '../row-codes'
import { copyBytes } from './container'
import { readOther } from './object'
import { blame, hasRoom, Row, undecided } from './row'
import { beginsVisibly, isBlank } from './text'

/** Makes messages for a row that has none, and reads them; false when the row is undecided. */
export function takeTurn(): bool {
  const turn: usize = load<u32>(HEADER, HEADER_TURN)
  if (!turn) return true
  const descriptor: usize = load<u32>(turn, TURN_DESCRIPTOR)
  if (Row.present & load<u64>(descriptor, D_SLOT_BIT)) return true
  const system = typeOf(turn + TURN_SYSTEM)
  const user = typeOf(turn + TURN_USER)
  const assistant = typeOf(turn + TURN_ASSISTANT)
  if (user > STRING || assistant > STRING || (system > STRING && system != NULL)) {
    return <bool>undecided(CHECK_FAILED)
  }
  if (user && isBlankText(turn + TURN_USER)) blame(turn, FAULT_BLANK, 0)
  if (!user || !assistant) {
    blame(turn, FAULT_MISSING, <u64>user | (<u64>assistant << 1))
    return true
  }
  const start = Row.scratch
  if (!hasRoom(1)) return false
  Row.scratch = start + 1
  if (system == STRING && !isEmpty(turn + TURN_SYSTEM) && !addMessage(turn + TURN_SYSTEM)) return false
  if (!addMessage(turn + TURN_USER) || !addMessage(turn + TURN_ASSISTANT)) return false
  store<u8>(start, 0x5b)
  // In place of the last comma.
  store<u8>(Row.scratch - 1, 0x5d)
  return readOther(start, descriptor, 1) != 0
}

/** Type of what a speaker says; 0: nothing is there. */
function typeOf(speaker: usize): u32 {
  const slot: usize = load<u32>(speaker, SPEAKER_SLOT)
  const isPresent = (Row.present >> <u64>((slot - SLOTS) / SLOT_BYTES)) & 1
  return isPresent ? load<u32>(slot, SLOT_TYPE) : 0
}

function isEmpty(speaker: usize): bool {
  const slot: usize = load<u32>(speaker, SPEAKER_SLOT)
  return load<u32>(slot, SLOT_END) - load<u32>(slot, SLOT_START) == 2
}

function isBlankText(speaker: usize): bool {
  const slot: usize = load<u32>(speaker, SPEAKER_SLOT)
  const start = <usize>load<u32>(slot, SLOT_START) + 1
  return !beginsVisibly(start) && isBlank(start, <usize>load<u32>(slot, SLOT_END) - 1)
}

/** Writes the message of a speaker to the scratch area, a comma behind it. */
function addMessage(speaker: usize): bool {
  const slot: usize = load<u32>(speaker, SPEAKER_SLOT)
  const start: usize = load<u32>(slot, SLOT_START)
  const bytes = <usize>load<u32>(slot, SLOT_END) - start
  const before: usize = load<u32>(speaker, SPEAKER_LITERAL_LENGTH)
  if (!hasRoom(before + bytes + 2)) return false
  let w = copyBytes(Row.scratch, load<u32>(speaker, SPEAKER_LITERAL), before)
  w = copyBytes(w, start, bytes)
  // `},`
  store<u16>(w, 0x2c7d)
  Row.scratch = w + 2
  return true
}
