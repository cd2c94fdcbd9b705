import { detach } from '../kernel/clip-text.js'
import { isJsonArray, type Json } from '../kernel/json-value.js'
import { isCount } from './is-count.js'
import { textOrder } from './text-order.js'

/** Texts kept: enough for the token budget of `diversity` from texts of 20 words on. */
export const SAMPLE_SIZE = 1000

/** Code units kept of a text; 200 words of most languages. */
const CLIP = 2000

/** A text with the number that decides its place. */
export interface SampledText {
  /** `textOrder` of the whole text. */
  readonly order: number
  /** At most 2,000 code units, cut between code points. */
  readonly text: string
}

/**
 * The distinct texts with the lowest hashes, lowest first. Which ones these are depends on the texts
 * alone, not on their order, number of copies or number of parts.
 */
export type TextSample = SampledText[]

/** Whether a text of this order would be among the lowest; for most texts of many it would not. */
export function wantsText(sample: TextSample, order: number): boolean {
  const highest = sample.length < SAMPLE_SIZE ? undefined : sample.at(-1)
  return highest === undefined || order <= highest.order
}

/** Takes the text in, in place, if its order is among the lowest. */
export function addText(sample: TextSample, text: string, order: number = textOrder(text)): void {
  if (wantsText(sample, order)) insert(sample, { order, text: clip(text) })
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
  return sample.map(({ order, text }) => [order, text])
}

export function readTextSample(value: Json): TextSample | undefined {
  if (!isJsonArray(value)) return undefined
  const sample: TextSample = []
  for (const item of value) {
    const [order, text] = isJsonArray(item) ? item : []
    if (!isCount(order) || typeof text !== 'string') return undefined
    insert(sample, { order, text })
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
  return left.order - right.order || Number(left.text > right.text) - Number(left.text < right.text)
}

function clip(text: string): string {
  if (text.length <= CLIP) return text
  const last = text.charCodeAt(CLIP - 1)
  const isHighSurrogate = last >= 0xd800 && last < 0xdc00
  return detach(text.slice(0, isHighSurrogate ? CLIP - 1 : CLIP))
}
