import { detach } from '../kernel/clip-text.js'
import { isJsonArray, type Json } from '../kernel/json-value.js'
import { isCount } from './is-count.js'

/** Texts kept: enough for the token budget of `diversity` from texts of 20 words on. */
export const SAMPLE_SIZE = 1000

/** Code units kept of a text; 200 words of most languages. */
const CLIP = 2000

/** Code units that decide a text's place: looking at all of them would cost more than all other metrics. */
const HASHED = 128

/** A text with the 64-bit hash that decides its place: two halves, each of 32 bits without sign. */
export interface SampledText {
  readonly high: number
  readonly low: number
  /** At most 2,000 code units, cut between code points. */
  readonly text: string
}

/**
 * The distinct texts with the lowest hashes, lowest first. Which ones these are depends on the texts
 * alone, not on their order, number of copies or number of parts.
 */
export type TextSample = SampledText[]

/**
 * Takes the text in, in place, if its hash is among the lowest. A text that is not costs one look at
 * 128 of its code units, about 0.2 µs; of n texts only about `SAMPLE_SIZE` × ln(n / `SAMPLE_SIZE`) are.
 */
export function addText(sample: TextSample, produced: string): void {
  const high = hash(produced, 0x9e3779b1)
  const highest = sample.length < SAMPLE_SIZE ? undefined : sample.at(-1)
  if (highest !== undefined && high > highest.high) return
  insert(sample, { high, low: hash(produced, 0x85ebca77), text: clip(produced) })
}

export function mergeTexts(
  left: readonly SampledText[],
  right: readonly SampledText[],
): TextSample {
  const merged = [...left]
  for (const sampled of right) insert(merged, sampled)
  return merged
}

export function writeTextSample(sample: readonly SampledText[]): Json {
  return sample.map(({ high, low, text }) => [high, low, text])
}

export function readTextSample(value: Json): TextSample | undefined {
  if (!isJsonArray(value)) return undefined
  const sample: TextSample = []
  for (const item of value) {
    const [high, low, text] = isJsonArray(item) ? item : []
    if (!isCount(high) || !isCount(low) || typeof text !== 'string') return undefined
    insert(sample, { high, low, text })
  }
  return sample
}

/** Texts of equal hash stand in the order of their text, so that a collision changes nothing. */
function insert(sample: TextSample, sampled: SampledText): void {
  let from = 0
  let to = sample.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const other = sample[middle]
    const order = other === undefined ? 1 : compare(sampled, other)
    if (order === 0) return
    if (order < 0) to = middle
    else from = middle + 1
  }
  if (from >= SAMPLE_SIZE) return
  sample.splice(from, 0, sampled)
  if (sample.length > SAMPLE_SIZE) sample.pop()
}

function compare(left: SampledText, right: SampledText): number {
  return (
    left.high - right.high ||
    left.low - right.low ||
    Number(left.text > right.text) - Number(left.text < right.text)
  )
}

/**
 * 32 bits of the length and of at most `HASHED` code units, evenly spaced. Two long texts that agree
 * in all of these stand side by side in the order, no more; nothing is lost. Keeps out no attacker.
 */
function hash(text: string, multiplier: number): number {
  const stride = Math.ceil(text.length / HASHED)
  let state = text.length
  for (let index = 0; index < text.length; index += stride) {
    state = Math.imul(state ^ text.charCodeAt(index), multiplier)
  }
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}

function clip(text: string): string {
  if (text.length <= CLIP) return text
  const last = text.charCodeAt(CLIP - 1)
  const isHighSurrogate = last >= 0xd800 && last < 0xdc00
  return detach(text.slice(0, isHighSurrogate ? CLIP - 1 : CLIP))
}
