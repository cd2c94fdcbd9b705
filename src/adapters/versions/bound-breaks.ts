import { JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'

/** Keywords that bound what is allowed from above, and from below. */
const bounds = {
  most: ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'],
  least: ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'],
} as const

/** Bounds of the old schema that the new one has not, or has further out; one line each. */
export function* boundBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  for (const keyword of [...bounds.most, ...bounds.least]) {
    const before = numberOf(old.get(keyword))
    if (before === undefined) continue
    const after = numberOf(now.get(keyword))
    const isMost = bounds.most.some((name) => name === keyword)
    // A bound that is no number is none that can be compared: it counts as further out.
    const isWithin = after !== undefined && (isMost ? after <= before : after >= before)
    if (!isWithin) yield `${place}: ${keyword} ${after ?? 'gone'}, was ${before}`
  }
}

function numberOf(value: Json | undefined): number | undefined {
  if (value instanceof JsonNumber) return Number(value.text)
  return typeof value === 'number' ? value : undefined
}
