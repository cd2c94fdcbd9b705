import { forgetTexts } from './known-texts'
import { hasRoom, Row } from './row'
import { scanValue, skipBlanks } from './scan'
import { escapedCharacter } from './text'

/** JSON that a text holds. */
export class Json {
  static end: usize = 0
}

/**
 * Writes what a text in the spelling of `JSON.stringify` stands for, without quotes, to the scratch
 * area, a zero byte behind it; gives its place, 0 when there is no room.
 */
export function unescapeText(start: usize, end: usize): usize {
  if (!hasRoom(end - start + 64)) return 0
  const text = Row.scratch
  let w = text
  let p = start + 1
  const last = end - 1
  while (p < last) {
    const byte: u32 = load<u8>(p++)
    if (byte != 0x5c) {
      store<u8>(w++, byte)
      continue
    }
    store<u8>(w++, escapedCharacter(p))
    p += load<u8>(p) == 0x75 ? 5 : 1
  }
  Json.end = w
  memory.fill(w, 0, 64)
  Row.scratch = w + 64
  return text
}

/** Whether a text is the JSON of an array: 0 for one that is none, 1 for one without items, 2. */
export function kindOfList(start: usize, end: usize): u32 {
  const scratch = Row.scratch
  const json = unescapeText(start, end)
  if (!json) return 0
  let p = skipBlanks(json)
  if (load<u8>(p) != 0x5b) return 0
  const isEmpty = load<u8>(skipBlanks(p + 1)) == 0x5d
  p = scanValue(p, 2)
  if (!p || skipBlanks(p) != Json.end) return 0
  Row.scratch = scratch
  forgetTexts()
  return isEmpty ? 1 : 2
}

/** A text that holds messages, to be read once the record has been. */
export class Deferred {
  /** 0: there is none. */
  static descriptor: usize = 0
  static start: usize = 0
  static end: usize = 0
}

export function deferJson(descriptor: usize, start: usize, end: usize): bool {
  Deferred.descriptor = descriptor
  Deferred.start = start
  Deferred.end = end
  return true
}
