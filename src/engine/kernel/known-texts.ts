// Long texts within the containers of a row, which are hashed, looked through and counted after they have
// been scanned: each time, where they end is known.
import { countBody, endOfText, Text } from './text'

/** By the first byte of the body: that and the end, code points, the row. */
const PLACE_BYTES: usize = 16
const PLACES: usize = 64
const places = memory.data(64 * 16)

/** Shorter ones are scanned as fast as they are found. */
const LONG: usize = 48

let row: u32 = 1

/** To be called where other bytes may come to lie where texts were. */
export function forgetTexts(): void {
  row++
  if (row == 0) memory.fill(places, 0, PLACES * PLACE_BYTES)
}

/** Remembers the body of the text that was scanned last. */
export function rememberText(start: usize, end: usize): void {
  if (end - start < LONG || Text.unusual) return
  const place = placeOf(start)
  store<u64>(place, <u64>start | (<u64>end << 32))
  store<u32>(place, <u32>(end - start) - Text.continuations - Text.escapes, 8)
  store<u32>(place, row, 12)
}

/** Where the text body at `p` ends, which has been scanned before. */
// @ts-ignore: decorator
@inline
export function knownEnd(p: usize): usize {
  const place = placeOf(p)
  const isKnown = load<u32>(place) == <u32>p && load<u32>(place, 12) == row
  return isKnown ? <usize>load<u32>(place, 4) : endOfText(p)
}

/** Code points of a text body, as `countBody` gives them. */
export function knownCodePoints(p: usize, end: usize): u32 {
  const place = placeOf(p)
  const isKnown = load<u64>(place) == (<u64>p | (<u64>end << 32)) && load<u32>(place, 12) == row
  return isKnown ? load<u32>(place, 8) : countBody(p, end)
}

// @ts-ignore: decorator
@inline
function placeOf(p: usize): usize {
  return places + ((p >> 5) & (PLACES - 1)) * PLACE_BYTES
}
