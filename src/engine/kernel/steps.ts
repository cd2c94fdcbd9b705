// What is done to a text at the end of the scratch area, from `from` on. Texts are in the spelling of
// `JSON.stringify`, without quotes.
import { bitsOf } from './bits'
import { copyBytes } from './container'
import { hasRoom, Row } from './row'
import { blankBytes } from './text'

/** JSON as the body of a text. */
export function escapeJson(w: usize, from: usize, to: usize): usize {
  for (; from < to; from += 64) {
    let escapes = bitsOf(
      escapedOf(v128.load(from)),
      escapedOf(v128.load(from, 16)),
      escapedOf(v128.load(from, 32)),
      escapedOf(v128.load(from, 48)),
    )
    if (to - from < 64) escapes &= ((<u64>1) << <u64>(to - from)) - 1
    let start = from
    while (escapes) {
      const at = from + <usize>ctz(escapes)
      w = copyBytes(w, start, at - start)
      store<u8>(w++, 0x5c)
      start = at
      escapes &= escapes - 1
    }
    w = copyBytes(w, start, min<usize>(from + 64, to) - start)
  }
  return w
}

/** Quotes and backslashes. */
// @ts-ignore: decorator
@inline
function escapedOf(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
}

/** Makes the text the body of its JSON. */
export function quoteJson(from: usize): bool {
  const end = Row.scratch
  if (!hasRoom(3 * (end - from) + 4)) return false
  store<u16>(end, 0x225c)
  let w = escapeJson(end + 2, from, end)
  store<u16>(w, 0x225c)
  return moveDown(end, w + 2, from)
}

function moveDown(start: usize, end: usize, to: usize): bool {
  memory.copy(to, start, end - start)
  Row.scratch = to + (end - start)
  return true
}

/** As `String.prototype.trim`. */
export function trimIn(from: usize): void {
  let start = from
  let end = Row.scratch
  while (start < end) {
    const bytes = blankBytes(start)
    if (bytes == 0) break
    start += bytes
  }
  while (end > start) {
    const bytes = blankBefore(start, end)
    if (bytes == 0) break
    end -= bytes
  }
  if (start == from) Row.scratch = end
  else moveDown(start, end, from)
}

/** How many bytes the blank before `end` is spelled with; 0: there is none. */
function blankBefore(start: usize, end: usize): usize {
  const last: u32 = load<u8>(end - 1)
  if (last == 0x20) return 1
  let bytes: usize = 0
  if (last >= 0x80) {
    bytes = end - start >= 2 && load<u8>(end - 2) >= 0xc0 ? 2 : 3
  } else if (last == 0x6e || last == 0x74 || last == 0x72 || last == 0x66) bytes = 2
  else if (last == 0x62) bytes = 6
  if (bytes == 0 || end - start < bytes || blankBytes(end - bytes) != bytes) return 0
  return last >= 0x80 || isEscapeAt(start, end - bytes) ? bytes : 0
}

/** Whether the backslash at `p` is no second half of an escape. */
export function isEscapeAt(start: usize, p: usize): bool {
  let before = p
  while (before > start && load<u8>(before - 1) == 0x5c) before--
  return ((p - before) & 1) == 0
}

/** As `String.prototype.replaceAll`. */
export function replaceIn(from: usize, old: usize, oldBytes: usize, by: usize, byBytes: usize): bool {
  const end = Row.scratch
  let p = findText(from, end, old, oldBytes)
  if (p == end) return true
  let w = end
  let start = from
  while (true) {
    if (!hasRoom(w - end + (p - start) + byBytes)) return false
    w = copyBytes(w, start, p - start)
    if (p == end) return moveDown(end, w, from)
    w = copyBytes(w, by, byBytes)
    start = p + oldBytes
    p = findText(start, end, old, oldBytes)
  }
}

/** Where the text is found first; `end` when it is not. Never begins within an escape. */
function findText(p: usize, end: usize, text: usize, bytes: usize): usize {
  const first: u32 = load<u8>(text)
  const firsts = i8x16.splat(<i8>first)
  const backslash = i8x16.splat(0x5c)
  while (p + bytes <= end) {
    const block = v128.load(p)
    const mask = i8x16.bitmask(v128.or(i8x16.eq(block, firsts), i8x16.eq(block, backslash)))
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    if (p + bytes > end) break
    if (load<u8>(p) == first && memory.compare(p, text, bytes) == 0) return p
    if (load<u8>(p) != 0x5c) p++
    else p += load<u8>(p, 1) == 0x75 ? 6 : 2
  }
  return end
}
