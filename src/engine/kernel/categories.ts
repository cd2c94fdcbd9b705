// Values that group samples, as numbers. The numbers are given outside: a value that has none yet is
// handed out, and meets its number again from the next batch on.
import {
  CATEGORIES,
  CATEGORY_BYTES,
  CATEGORY_NUMBERS,
  CATEGORY_PLACES,
  CATEGORY_TEXTS,
  CATEGORY_TEXTS_END,
  HEADER,
  HEADER_CATEGORIES,
  HEADER_CATEGORY_COUNT,
  LONG_CATEGORY,
  MAX_NEW_CATEGORIES,
  NEW_CATEGORIES,
  NEW_CATEGORY,
  NEW_CATEGORY_BYTES,
  SLOT_BYTES,
  SLOT_END,
  SLOT_START,
  SLOT_TYPE,
  SLOTS,
} from '../layout'
import { ARRAY, OBJECT, STRING } from '../program-layout'
import { TOO_LARGE } from '../row-codes'
import { copyBytes } from './container'
import { Kept } from './kept'
import { Row, undecided } from './row'
import { hashKey } from './scan'

/** Values of this batch that have no number. */
export let newCategories: u32 = 0
let textsEnd: usize = CATEGORY_TEXTS
let numbered: u32 = 0

/** To be called before each batch. */
export function startCategories(): void {
  newCategories = 0
  textsEnd = CATEGORY_TEXTS
}

/** Copies a text to where it stays until the next batch; 0 when there is no room. */
export function keepText(start: usize, bytes: usize): usize {
  const kept = textsEnd
  if (kept + bytes + 64 > CATEGORY_TEXTS_END) return 0
  textsEnd = copyBytes(kept, start, bytes)
  return kept
}

/** Forgets all numbers. */
export function forgetCategories(): void {
  memory.fill(CATEGORIES, 0, <usize>CATEGORY_PLACES * CATEGORY_BYTES)
  numbered = 0
}

/** Bytes of the longest JSON text whose value may still be one of several: 100 units of 6 bytes. */
const LONGEST: usize = 602

/** Writes the numbers of the row's values; false when there is no room for new ones. */
export function numberCategories(place: u32): bool {
  const count = load<u32>(HEADER, HEADER_CATEGORY_COUNT)
  if (count == 0) return true
  const sources: usize = load<u32>(HEADER, HEADER_CATEGORIES)
  const numbers = Kept.area + CATEGORY_NUMBERS + <usize>(place * count) * 4
  const newBefore = newCategories
  const textsBefore = textsEnd
  for (let source: u32 = 0; source < count; source++) {
    const index = load<u32>(sources + ((<usize>source) << 2))
    let number: u32 = 0
    if ((Row.present >> <u64>index) & 1) {
      number = numberOf(place, source, SLOTS + <usize>index * SLOT_BYTES)
      if (number == 0) {
        newCategories = newBefore
        textsEnd = textsBefore
        return <bool>undecided(TOO_LARGE)
      }
    }
    store<u32>(numbers + ((<usize>source) << 2), number)
  }
  return true
}

function numberOf(place: u32, source: u32, slot: usize): u32 {
  const start: usize = load<u32>(slot, SLOT_START)
  const bytes = <usize>load<u32>(slot, SLOT_END) - start
  const type = load<u32>(slot, SLOT_TYPE)
  if (type == OBJECT || (type == STRING && bytes > LONGEST)) return LONG_CATEGORY
  const hash = hashKey(start, bytes) ^ (<u64>(source + 1) * 0x9e3779b97f4a7c15)
  const number = load<u32>(placeOf(hash), 8)
  if (number != 0) return number
  if (type == ARRAY && bytes > 64 * LONGEST) return LONG_CATEGORY
  if (newCategories == MAX_NEW_CATEGORIES || textsEnd + bytes + 64 > CATEGORY_TEXTS_END) return 0
  const entry = NEW_CATEGORIES + <usize>newCategories * NEW_CATEGORY_BYTES
  store<u32>(entry, place)
  store<u32>(entry, source, 4)
  store<u32>(entry, <u32>textsEnd, 8)
  store<u32>(entry, <u32>bytes, 12)
  newCategories++
  textsEnd = copyBytes(textsEnd, start, bytes)
  return NEW_CATEGORY
}

function placeOf(hash: u64): usize {
  let place = <u32>(hash >> 40) & (CATEGORY_PLACES - 1)
  while (true) {
    const at = CATEGORIES + <usize>place * CATEGORY_BYTES
    const there = load<u64>(at)
    if (there == hash || there == 0) return at
    place = (place + 1) & (CATEGORY_PLACES - 1)
  }
}

/** Gives a number to the new value of this index. */
export function learnCategory(index: u32, number: u32): void {
  const entry = NEW_CATEGORIES + <usize>index * NEW_CATEGORY_BYTES
  const source = load<u32>(entry, 4)
  const hash =
    hashKey(load<u32>(entry, 8), load<u32>(entry, 12)) ^ (<u64>(source + 1) * 0x9e3779b97f4a7c15)
  const at = placeOf(hash)
  if (load<u64>(at) == 0) {
    if (numbered == CATEGORY_PLACES / 2) return
    store<u64>(at, hash)
    numbered++
  }
  store<u32>(at, number, 8)
}
