// The byte lane's kernel: from records as bytes to lines as bytes, without objects. Rows that are kept
// it writes; of rows that are dropped it tells what is wrong; every other row it leaves undecided.
import {
  CONTENT_ENDS,
  ENDS,
  FAULTS,
  FAULTY_LENGTHS,
  HEADER,
  HEADER_COLUMNS,
  HEADER_DROPS,
  HEADER_LENGTH_RANGE,
  HEADER_MEMBERS,
  HEADER_MEMBERS_END,
  HEADER_MIN_LENGTH,
  HEADER_NGRAMS,
  HEADER_REQUIRED,
  HEADER_ROOT,
  HEADER_SPLIT,
  HEADER_UNSURE,
  HEADER_VISIBLE,
  INDEXES,
  KEYS,
  LENGTHS,
  NEW_SHAPES,
  ONE_KEY,
  SCRATCH,
  SCRATCH_END,
  SHAPE_PLACES,
  SHAPES,
  SLOT_BYTES,
  SLOT_END,
  SLOT_SHAPE,
  SLOT_START,
  SLOT_TYPE,
  SLOTS,
  SPANS,
  SPLIT_KEYS,
  STATES,
} from '../layout'
import {
  ARRAY,
  MEMBER_BYTES,
  MEMBER_HASH,
  MEMBER_KEY,
  MEMBER_KEY_LENGTH,
  MEMBER_SLOT,
  OBJECT,
  STRING,
} from '../program-layout'
import {
  CHECK_FAILED,
  DROPPED,
  FAULT_EMPTY,
  FAULT_LONG,
  FAULT_MISSING,
  FAULT_SHORT,
  KEPT,
  MISSING,
  NEW_SHAPE,
  SPELLED_ANEW,
  SYNTAX,
} from '../row-codes'
import { keepText, numberCategories, startCategories } from './categories'
import { buildTexts } from './build'
import {
  endMembers,
  Hash,
  hashBytes,
  hashMembers,
  hashValue,
  memberHigh,
  memberLow,
  TEXT_KIND,
} from './hash'
import { Deferred } from './json-text'
import { keepIn, Kept } from './kept'
import { forgetTexts } from './known-texts'
import { Line, writeLine } from './line'
import { countNgrams, startNgrams } from './ngrams'
import { readDeferred, readObject } from './object'
import { offerProduced, startOffers } from './offered'
import { findProduced, hasProduced, Produced } from './produced'
import { blame, Row } from './row'
import { Keys, skipBlanks } from './scan'
import { beginsVisibly, isBlank } from './text'
import { takeTurn } from './turn'
import { takeWeight } from './weight'

/** Behind the static data that the compiler has laid out: see `layout.ts`. */
export const staticEnd: usize = __heap_base
/** End of the lines so far. */
export let linesEnd: usize = 0
/** Where the batch lies. */
let input: usize = 0
/** Kept rows so far. */
export let kept: u32 = 0
/** Dropped rows so far. */
export let dropped: u32 = 0

/** To be called once when the program lies in memory. */
export function prepare(seedLow: u64, seedHigh: u64): void {
  Hash.seedLow = seedLow
  Hash.seedHigh = seedHigh
  const end: usize = load<u32>(HEADER, HEADER_MEMBERS_END)
  for (let member: usize = load<u32>(HEADER, HEADER_MEMBERS); member < end; member += MEMBER_BYTES) {
    hashBytes(load<u32>(member, MEMBER_KEY), load<u32>(member, MEMBER_KEY_LENGTH), TEXT_KIND)
    store<u64>(member, Hash.low, MEMBER_HASH)
    store<u64>(member, Hash.high, MEMBER_HASH + 8)
  }
}

/**
 * To be called before each batch, which lies at `at`; what is kept goes to `area`. Texts up to `highestOrder` are
 * offered.
 */
export function start(at: usize, area: usize, highestOrder: f64): void {
  input = at
  keepIn(area)
  linesEnd = Kept.lines
  kept = 0
  dropped = 0
  startCategories()
  startOffers(highestOrder)
  startNgrams()
}

/**
 * Goes on with row `from`. Gives the row to go on with: `rows` at the end, or the row behind one whose shape is
 * new and may be known once the object lane has judged it.
 */
export function run(from: u32, rows: u32): u32 {
  let w = linesEnd
  let row = from
  while (row < rows) {
    const state: usize = STATES + row
    row++
    if (load<u8>(state)) continue
    Row.why = KEPT
    const end = readRow(row - 1, kept, w)
    store<u8>(state, Row.why)
    if (Row.why == KEPT) {
      w = end
      const column = Kept.area + (<usize>kept << 2)
      store<u32>(column, <u32>(w - Kept.lines), ENDS)
      store<u32>(column, row - 1, INDEXES)
      kept++
    } else if (Row.why == NEW_SHAPE && shapes < MAX_SHAPES) break
  }
  linesEnd = w
  return row
}

/** Reads a row and writes its line and facts; gives the end of the line. */
function readRow(row: u32, place: u32, w: usize): usize {
  const span = SPANS + (<usize>row << 3)
  const end = input + <usize>load<u32>(span, 4)
  let p = skipBlanks(input + <usize>load<u32>(span))
  Row.present = 0
  Row.faults = 0
  Row.scratch = SCRATCH
  Row.saidStart = 0
  Deferred.descriptor = 0
  Keys.count = 0
  forgetTexts()
  if (load<u8>(p) != 0x7b) return fail(SYNTAX)
  p = readObject(p, load<u32>(HEADER, HEADER_ROOT), 1)
  if (!p) return 0
  if (p != end && skipBlanks(p) != end) return fail(SYNTAX)

  if (!buildTexts()) return 0
  if (Deferred.descriptor && !readDeferred()) return 0
  if (!takeTurn()) return 0
  const missing = load<u64>(HEADER, HEADER_REQUIRED) & ~Row.present
  if (missing) {
    if (missing & load<u64>(HEADER, HEADER_UNSURE)) return fail(MISSING)
    blame(HEADER, FAULT_MISSING, missing)
  }
  if (!hasProduced()) return drop(row, 0)
  if (!findProduced()) return 0
  const codePoints = Produced.codePoints
  judgeProduced()
  // Nothing else matters where something is wrong before the weight is looked at.
  if (Row.faults == 0 && !takeWeight(place, codePoints)) return 0
  if (Row.faults) return drop(row, codePoints)
  if (!takeSplitKey(place) || !isKnownShape(row)) return 0

  const line = w
  w = writeLine(w)
  if (!w || !offerProduced() || !numberCategories(place)) return 0
  hashContent(line)
  const key = Kept.area + (<usize>place << 4)
  store<u64>(key, Hash.low, KEYS)
  store<u64>(key, Hash.high, KEYS + 8)
  const column = Kept.area + (<usize>place << 2)
  store<u32>(column, codePoints, LENGTHS)
  store<u32>(column, <u32>(Line.contentEnd - Kept.lines), CONTENT_ENDS)
  if (load<u32>(HEADER, HEADER_NGRAMS)) countNgrams(Produced.start, Produced.end)
  return w
}

/** What the produced text must be like. */
function judgeProduced(): void {
  if (load<u32>(HEADER, HEADER_VISIBLE) && isProducedBlank()) {
    blame(HEADER, FAULT_EMPTY, <u64>(Produced.start == Produced.end))
    return
  }
  const least = load<u32>(HEADER, HEADER_MIN_LENGTH)
  if (Produced.codePoints - least <= load<u32>(HEADER, HEADER_LENGTH_RANGE)) return
  blame(HEADER, Produced.codePoints < least ? FAULT_SHORT : FAULT_LONG, 0)
}

function isProducedBlank(): bool {
  const start = Produced.start
  const end = Produced.end
  return start == end || (!beginsVisibly(start) && isBlank(start, end))
}

/** Drops the row for its faults. */
function drop(row: u32, codePoints: u32): usize {
  if (!load<u32>(HEADER, HEADER_DROPS)) return fail(CHECK_FAILED)
  const seeded = (Row.faults ^ Hash.seedLow) * 0x9fb21c651e98df25
  store<f64>(FAULTS + (<usize>row << 3), <f64>((seeded ^ (seeded >> 32)) >> 11))
  store<u32>(FAULTY_LENGTHS + (<usize>row << 2), codePoints)
  dropped++
  return fail(DROPPED)
}

function fail(why: u32): usize {
  Row.why = why
  return 0
}

// @ts-ignore: decorator
@inline
function isPresent(slot: u32): bool {
  return <bool>((Row.present >> <u64>slot) & 1)
}

function takeSplitKey(place: u32): bool {
  const number = load<u32>(HEADER, HEADER_SPLIT)
  if (!number) return true
  const slot: usize = SLOTS + <usize>(number - 1) * SLOT_BYTES
  let text = isPresent(number - 1) ? load<u64>(slot, SLOT_START) : 0
  // What was spelled anew lies in memory that the next row takes.
  const start = <usize>(<u32>text)
  if (start >= SCRATCH && start < SCRATCH_END) {
    const kept = keepText(start, <usize>(<u32>(text >> 32)) - start)
    if (!kept) return <bool>fail(SPELLED_ANEW)
    text += (<u64>(kept - start) << 32) + <u64>kept - <u64>start
  }
  store<u64>(SPLIT_KEYS + (<usize>place << 3), text)
  return true
}

/** The hash of what the sample says, whatever else is in the line. */
function hashContent(line: usize): void {
  let member: usize = load<u32>(HEADER, HEADER_MEMBERS)
  const end: usize = load<u32>(HEADER, HEADER_MEMBERS_END)
  if (member == end) {
    hashMembers(line, Line.contentEnd)
    return
  }
  let low: u64 = 0
  let high: u64 = 0
  let count: u32 = 0
  for (; member < end; member += MEMBER_BYTES) {
    const index = load<u32>(member, MEMBER_SLOT)
    if (!isPresent(index)) continue
    const slot: usize = SLOTS + <usize>index * SLOT_BYTES
    const start: usize = load<u32>(slot, SLOT_START)
    if (load<u32>(slot, SLOT_TYPE) == STRING) {
      hashBytes(start + 1, <usize>load<u32>(slot, SLOT_END) - start - 2, TEXT_KIND)
    } else hashValue(start)
    const keyLow = load<u64>(member, MEMBER_HASH)
    const keyHigh = load<u64>(member, MEMBER_HASH + 8)
    low += memberLow(keyLow, keyHigh)
    high += memberHigh(keyLow, keyHigh)
    count++
  }
  endMembers(low, high, count)
}

/**
 * The key of content from elsewhere, `bytes` long in the scratch area: an object in canonical
 * spelling, its closing brace left out.
 */
export function hashScratch(bytes: u32): void {
  hashMembers(SCRATCH, SCRATCH + bytes)
  store<u64>(ONE_KEY, Hash.low)
  store<u64>(ONE_KEY, Hash.high, 8)
}

/** Whether a row of this shape has been through the object lane, which knows its column types. */
function isKnownShape(row: u32): bool {
  let shape: u64 = 0x9e3779b97f4a7c15
  let columns = load<u64>(HEADER, HEADER_COLUMNS)
  while (columns) {
    const index = <u32>ctz(columns)
    columns &= columns - 1
    let own: u64 = 0
    if (isPresent(index)) {
      const slot: usize = SLOTS + <usize>index * SLOT_BYTES
      const type = load<u32>(slot, SLOT_TYPE)
      own = type == OBJECT || type == ARRAY ? load<u64>(slot, SLOT_SHAPE) : <u64>type
    }
    shape = (rotl<u64>(shape, 23) ^ own) * 0x9fb21c651e98df25
    shape ^= shape >> 32
  }
  if (shape == 0) shape = 1
  if (load<u64>(placeOf(shape)) == shape) return true
  store<u64>(NEW_SHAPES + (<usize>row << 3), shape)
  return <bool>fail(NEW_SHAPE)
}

function placeOf(shape: u64): usize {
  let place = <usize>(shape >> 40) & (<usize>SHAPE_PLACES - 1)
  while (true) {
    const at = SHAPES + (place << 3)
    const there = load<u64>(at)
    if (there == 0 || there == shape) return at
    place = (place + 1) & (<usize>SHAPE_PLACES - 1)
  }
}

let shapes: u32 = 0
const MAX_SHAPES: u32 = SHAPE_PLACES / 2

/** The object lane has kept the row, and so knows the types that rows of its shape have. */
export function learnShape(row: u32): void {
  const shape = load<u64>(NEW_SHAPES + (<usize>row << 3))
  const at = placeOf(shape)
  if (load<u64>(at) == shape || shapes == MAX_SHAPES) return
  store<u64>(at, shape)
  shapes++
}

/** To be called where a state begins that no row has been counted into. */
export function forgetShapes(): void {
  memory.fill(SHAPES, 0, <usize>SHAPE_PLACES << 3)
  shapes = 0
}

export { forgetNgrams, ngramRegisters } from './ngram-registers'
export { pairs, triples, words } from './ngrams'
export { forgetCategories, learnCategory, newCategories } from './categories'
export { offered } from './offered'
