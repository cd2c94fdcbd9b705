// Chat messages that are written as they are read: `[{"role":"user","content":"…"},…]`.
import { CHECK_FAILED } from '../row-codes'
import { Copied, copyBytes, copyWhole } from './container'
import { Row, undecided } from './row'
import { scanString, Text } from './text'

/**
 * Copies the array at `p`, and behind it what the assistant says, as the body of one text. Undecided
 * unless every message has `role` and `content`, in this order and nothing else, and one of them is
 * the assistant's.
 */
export function copyMessages(p: usize): bool {
  let item = Row.scratch
  if (!copyWhole(p)) return false
  const end = Copied.end
  const said = end + 16
  let w = said
  let codePoints: u32 = 0
  while (item + 1 < end) {
    // At the opening bracket or a comma.
    if (load<u64>(item, 1) != ROLE_START || load<u8>(item, 9) != 0x22) return refuse()
    const role = item + 10
    const roleEnd = scanString(role)
    const isAssistant =
      roleEnd - role == 9 && load<u64>(role) == ASSISTANT && load<u8>(role, 8) == 0x74
    if (!isAssistant && !isRole(role, roleEnd - role)) return refuse()
    if (load<u64>(roleEnd) != CONTENT_START || load<u32>(roleEnd, 8) != CONTENT_REST)
      return refuse()
    if (load<u8>(roleEnd, 12) != 0x22) return refuse()
    const content = roleEnd + 13
    const contentEnd = scanString(content)
    if (load<u8>(contentEnd, 1) != 0x7d) return refuse()
    if (isAssistant) {
      if (Text.unusual) return refuse()
      if (Row.saidStart) {
        store<u16>(w, 0x6e5c)
        w += 2
        codePoints++
      }
      codePoints += <u32>(contentEnd - content) - Text.continuations - Text.escapes
      w = copyBytes(w, content, contentEnd - content)
      Row.saidStart = said
    }
    item = contentEnd + 2
  }
  if (!Row.saidStart) return refuse()
  Row.saidEnd = w
  Row.said = codePoints
  Row.scratch = w + 16
  return true
}

function refuse(): bool {
  return <bool>undecided(CHECK_FAILED)
}

/** `{"role":`, `","content":`. */
const ROLE_START: u64 = 0x3a22656c6f72227b
const CONTENT_START: u64 = 0x65746e6f63222c22
const CONTENT_REST: u32 = 0x3a22746e
const ASSISTANT: u64 = 0x6e61747369737361

/** The roles beside the assistant's. */
function isRole(p: usize, length: usize): bool {
  const first = load<u32>(p)
  if (length == 4) return first == 0x72657375 || first == 0x6c6f6f74
  if (length == 6) return first == 0x74737973 && load<u16>(p, 4) == 0x6d65
  if (length == 8) return load<u64>(p) == 0x6e6f6974636e7566
  return length == 9 && load<u64>(p) == 0x65706f6c65766564 && load<u8>(p, 8) == 0x72
}
