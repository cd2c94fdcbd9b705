import { JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import { compareNumbers, type JsonNumeric } from '../../schema/validate/exact-number.js'

/** Keywords that bound what is allowed from above, and from below. */
const bounds = {
  most: ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'],
  least: ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'],
} as const

/** Bounds of the old schema that the new one has not, or has further out; one line each. */
export function* boundBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  for (const keyword of [...bounds.most, ...bounds.least]) {
    const before = boundOf(old, keyword)
    if (before === undefined) continue
    const after = boundOf(now, keyword)
    const isMost = bounds.most.some((name) => name === keyword)
    if (!isWithin(before, after, isMost)) {
      yield `${place}: ${keyword} ${textOf(after)}, was ${textOf(before)}`
    }
  }
}

type Bound = JsonNumeric | true

/** In draft-04 `exclusiveMaximum` is `true` beside `maximum`; `contains` alone wants one item. */
function boundOf(schema: JsonObject, keyword: string): Bound | undefined {
  const value: Json | undefined = schema.get(keyword)
  if (value === undefined)
    return keyword === 'minContains' && schema.has('contains') ? 1 : undefined
  return value instanceof JsonNumber || typeof value === 'number' || value === true
    ? value
    : undefined
}

function isWithin(before: Bound, after: Bound | undefined, isMost: boolean): boolean {
  // A bound that is no number is none that can be compared: it counts as further out.
  if (before === true || after === true || after === undefined) return before === after
  const order = compareNumbers(after, before)
  return isMost ? order <= 0 : order >= 0
}

function textOf(bound: Bound | undefined): string {
  return bound instanceof JsonNumber ? bound.text : String(bound ?? 'gone')
}
