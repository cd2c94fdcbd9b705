// Produced texts of a low order, as bodies of JSON strings: what a sample of texts is drawn from.
import { OFFERED_ENDS, OFFERED_TEXTS, OFFERED_TEXTS_END, TEXT_ORDERS } from '../layout'
import { TOO_LARGE } from '../row-codes'
import { copyBytes } from './container'
import { textOrder } from './hash'
import { Produced } from './produced'
import { undecided } from './row'

/** Texts of this batch. */
export let offered: u32 = 0
let textsEnd: usize = OFFERED_TEXTS
let highest: f64 = -1

/** To be called before each batch; texts of a higher order are nobody's business. */
export function startOffers(highestOrder: f64): void {
  offered = 0
  textsEnd = OFFERED_TEXTS
  highest = highestOrder
}

/** Offers what the row produces, if it may be wanted; false when there is no room. */
export function offerProduced(): bool {
  if (highest < 0) return true
  const start = Produced.start
  const order = textOrder(start, Produced.end - start)
  if (order > highest) return true
  const bytes = clip(start, Produced.end) - start
  if (textsEnd + bytes + 64 > OFFERED_TEXTS_END) return <bool>undecided(TOO_LARGE)
  textsEnd = copyBytes(textsEnd, start, bytes)
  store<f64>(TEXT_ORDERS + (<usize>offered << 3), order)
  store<u32>(OFFERED_ENDS + (<usize>offered << 2), <u32>(textsEnd - OFFERED_TEXTS))
  offered++
  return true
}

/** UTF-16 units of a text that are offered; `metrics/text-sample.ts` clips at the same place. */
const MOST_UNITS: u32 = 2000

/** Where the text ends when it is clipped, between two characters. */
function clip(p: usize, end: usize): usize {
  if (end - p <= MOST_UNITS) return end
  let left = MOST_UNITS
  while (p < end) {
    const byte: u32 = load<u8>(p)
    const units: u32 = byte < 0xf0 ? 1 : 2
    if (units > left) return p
    left -= units
    if (byte == 0x5c) p += load<u8>(p, 1) == 0x75 ? 6 : 2
    else p += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
  }
  return end
}
