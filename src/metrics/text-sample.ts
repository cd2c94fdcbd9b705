import { isJsonArray, type Json } from '../kernel/json-value.js'
import type { TextBodies } from '../records/measured-rows.js'
import { isCount } from './is-count.js'
import { textOrder } from './text-order.js'

/** Texts kept: enough for the token budget of `diversity` from texts of 20 words on. */
export const SAMPLE_SIZE = 1000

/** Code units kept of a text; 200 words of most languages. */
const CLIP = 2000

/** Texts held until all but the lowest are let go of. */
const MOST_HELD = 2 * SAMPLE_SIZE

/** Room for that many at first, and for that many bytes of them; both double when they are full. */
const FIRST_HELD = MOST_HELD / 16
const FIRST_BYTES = 4 * 1024

/**
 * The distinct texts with the lowest hashes. Which ones these are depends on the texts alone, not on
 * their order, number of copies or number of parts. Texts that are too many are held for a while.
 */
export interface TextSample {
  count: number
  /** No text of a higher order is among the lowest. */
  highest: number
  orders: Float64Array
  /** As in `TextBodies`. */
  bytes: Uint8Array
  ends: Uint32Array
}

/** @param highest Texts of a higher order are let go of, as they would be beside others. */
export function emptyTexts(highest: number = Infinity): TextSample {
  return {
    count: 0,
    highest,
    orders: new Float64Array(FIRST_HELD),
    bytes: new Uint8Array(FIRST_BYTES),
    ends: new Uint32Array(FIRST_HELD),
  }
}

/** The orders alone: those of copies stand for one text, those of others are hardly ever the same. */
export function withoutTexts({ count, highest, orders }: TextSample): TextSample {
  return {
    ...emptyTexts(highest),
    count,
    orders: orders.slice(),
    ends: new Uint32Array(orders.length),
  }
}

/** Takes the text in, in place, if its order is among the lowest. */
export function addText(sample: TextSample, text: string, order: number = textOrder(text)): void {
  if (order > sample.highest) return
  const body = Buffer.from(JSON.stringify(clip(text)))
  addBody(sample, order, body.subarray(1, -1))
}

/** Takes those in whose orders are among the lowest. */
export function addBodies(sample: TextSample, { orders, bytes, ends }: TextBodies): void {
  for (let index = 0; index < orders.length; index += 1) {
    const order = orders[index] ?? 0
    if (order > sample.highest) continue
    addBody(sample, order, bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]))
  }
}

export function mergeTexts(left: TextSample, right: TextSample): TextSample {
  const { orders, ends } = left
  // With room for all that may come.
  const bytes = new Uint8Array(bytesHeld(left) + bytesHeld(right))
  bytes.set(left.bytes.subarray(0, bytesHeld(left)))
  const merged = { ...left, orders: orders.slice(), bytes, ends: ends.slice() }
  addBodies(merged, { ...right, orders: right.orders.subarray(0, right.count) })
  return merged
}

/** The lowest texts, lowest first, each at most 2,000 code units. */
export function* lowestTexts(sample: TextSample): Generator<string> {
  for (const index of lowestOf(sample)) yield textAt(sample, index)
}

/** Brackets, quotes and comma of a text, and its order, which has 16 digits at most. */
const AROUND_BYTES = 24

/** Orders and texts as JSON. The bytes are that already: nothing is parsed. */
export function encodeTextSample(sample: TextSample): string {
  const lowest = lowestOf(sample)
  const json = Buffer.allocUnsafe(bytesHeld(sample) + AROUND_BYTES * lowest.length + 2)
  let at = json.write('[', 'latin1')
  for (const [place, index] of lowest.entries()) {
    at += json.write(`${place === 0 ? '' : ','}[${sample.orders[index]},"`, at, 'latin1')
    const body = bodyAt(sample, index)
    json.set(body, at)
    at += body.length
    at += json.write('"]', at, 'latin1')
  }
  at += json.write(']', at, 'latin1')
  return json.toString('utf8', 0, at)
}

export function readTextSample(value: Json): TextSample | undefined {
  if (!isJsonArray(value)) return undefined
  const sample = emptyTexts()
  for (const item of value) {
    const [order, text] = isJsonArray(item) ? item : []
    if (!isCount(order) || typeof text !== 'string') return undefined
    addText(sample, text, order)
  }
  return sample
}

/** Number of texts and highest order; the order of each; where each ends; the texts. */
export function packTextSample(sample: TextSample): readonly Uint8Array[] {
  const { count, highest, orders, ends, bytes } = sample
  const numbers = [
    Float64Array.of(count, highest),
    orders.subarray(0, count),
    ends.subarray(0, count),
  ]
  return [...numbers.map(bytesOf), bytes.subarray(0, bytesHeld(sample))]
}

export function unpackTextSample(packed: readonly Uint8Array[]): TextSample | undefined {
  if (packed.length !== PACKED_PARTS) return undefined
  const [head, orders, ends, bytes] = packed.map((part) => new Uint8Array(part))
  const [count, highest = Infinity] = numbersIn(head, Float64Array)
  if (!isCount(count) || count > MOST_HELD) return undefined
  const own = { orders: numbersIn(orders, Float64Array), ends: numbersIn(ends, Uint32Array) }
  if (own.orders.length !== count || own.ends.length !== count) return undefined
  if (own.ends.some((end, index) => end < (own.ends[index - 1] ?? 0))) return undefined
  const sample = { count, highest, ...own, bytes: bytes ?? new Uint8Array() }
  return bytesHeld(sample) === sample.bytes.length ? sample : undefined
}

const PACKED_PARTS = 4

/** None where bytes are left over. */
function numbersIn<Numbers extends Float64Array | Uint32Array>(
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(),
  kind: { new (buffer: ArrayBuffer): Numbers; readonly BYTES_PER_ELEMENT: number },
): Numbers {
  const isWhole = bytes.length % kind.BYTES_PER_ELEMENT === 0
  return new kind(isWhole ? bytes.buffer : new ArrayBuffer())
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function addBody(sample: TextSample, order: number, body: Uint8Array): void {
  const start = bytesHeld(sample)
  const end = start + body.length
  if (end > sample.bytes.length) {
    const larger = new Uint8Array(2 * end)
    larger.set(sample.bytes.subarray(0, start))
    sample.bytes = larger
  }
  sample.bytes.set(body, start)
  if (sample.count === sample.orders.length) makeRoom(sample)
  sample.orders[sample.count] = order
  sample.ends[sample.count] = end
  sample.count += 1
  if (sample.count === MOST_HELD) keepLowest(sample)
}

function makeRoom(sample: TextSample): void {
  const { orders, ends } = sample
  const most = Math.min(Math.max(FIRST_HELD, 2 * orders.length), MOST_HELD)
  sample.orders = new Float64Array(most)
  sample.orders.set(orders)
  sample.ends = new Uint32Array(most)
  sample.ends.set(ends)
}

function bytesHeld({ count, ends }: TextSample): number {
  return count === 0 ? 0 : (ends[count - 1] ?? 0)
}

/** Lets go of all texts but the lowest, which stay in the order they came in. */
function keepLowest(sample: TextSample): void {
  const { bytes, orders, ends } = sample
  const lowest = lowestOf(sample)
  if (lowest.length === SAMPLE_SIZE) sample.highest = orders[lowest.at(-1) ?? 0] ?? 0
  let end = 0
  for (const [place, index] of lowest.toSorted((left, right) => left - right).entries()) {
    const { start, end: behind } = placeOf(sample, index)
    bytes.copyWithin(end, start, behind)
    end += behind - start
    orders[place] = orders[index] ?? 0
    // Read before it is overwritten: places do not come after their index.
    ends[place] = end
  }
  sample.count = lowest.length
}

/** So many numbers can stand in the bits that orders leave of a float64. */
const PLACES = 2 ** 11

/** Places of the lowest texts, lowest first, of copies one. */
function lowestOf(sample: TextSample): readonly number[] {
  // Sorted as numbers, which is quick: the upper bits of the order, then the place.
  const keys = sample.orders.slice(0, sample.count)
  for (let place = 0; place < keys.length; place += 1) {
    const order = keys[place] ?? 0
    keys[place] = order - (order % PLACES) + place
  }
  keys.sort()
  const lowest: number[] = []
  for (const key of keys) insert(lowest, sample, key % PLACES)
  return lowest.slice(0, SAMPLE_SIZE)
}

/** Nearly always at the end. Texts of equal hash stand in the order of their bytes. */
function insert(lowest: number[], sample: TextSample, place: number): void {
  let at = lowest.length
  for (; at > 0; at -= 1) {
    const order = compare(sample, lowest[at - 1] ?? 0, place)
    if (order === 0) return
    if (order < 0) break
  }
  lowest.splice(at, 0, place)
}

function compare(sample: TextSample, left: number, right: number): number {
  const difference = (sample.orders[left] ?? 0) - (sample.orders[right] ?? 0)
  return difference || Buffer.compare(bodyAt(sample, left), bodyAt(sample, right))
}

function bodyAt(sample: TextSample, index: number): Uint8Array {
  const { start, end } = placeOf(sample, index)
  return sample.bytes.subarray(start, end)
}

function placeOf({ ends }: TextSample, index: number): { start: number; end: number } {
  return { start: index === 0 ? 0 : (ends[index - 1] ?? 0), end: ends[index] ?? 0 }
}

function textAt(sample: TextSample, index: number): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the body of a JSON string
  return JSON.parse(`"${Buffer.from(bodyAt(sample, index)).toString()}"`) as string
}

function clip(text: string): string {
  if (text.length <= CLIP) return text
  const last = text.charCodeAt(CLIP - 1)
  const isHighSurrogate = last >= 0xd800 && last < 0xdc00
  return text.slice(0, isHighSurrogate ? CLIP - 1 : CLIP)
}
