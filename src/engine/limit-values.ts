import { isJsonArray, type Json } from '../kernel/json-value.js'
import { doubleAbove, doubleBelow } from './next-double.js'
import type { Place } from './place.js'
import { F_ENUM, F_RANGE, NULL, STRING } from './program-layout.js'
import { Undecidable } from './undecidable.js'

/** Puts the limits of numbers at a place; `number` reads a keyword. */
export function limitNumbers(
  place: Place,
  keywords: ReadonlyMap<string, Json>,
  number: (name: string, otherwise: number) => number,
): void {
  const given = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
  if (!given.some((name) => keywords.has(name))) return
  place.flags |= F_RANGE
  const above = keywords.has('exclusiveMinimum')
    ? doubleAbove(number('exclusiveMinimum', 0))
    : -Infinity
  const below = keywords.has('exclusiveMaximum')
    ? doubleBelow(number('exclusiveMaximum', 0))
    : Infinity
  place.minimum = Math.max(number('minimum', -Infinity), above)
  place.maximum = Math.min(number('maximum', Infinity), below)
}

/** Puts the values of `enum` or `const` at a place. @throws Undecidable for others than texts and null */
export function limitTexts(place: Place, keywords: ReadonlyMap<string, Json>): void {
  const constant = keywords.get('const')
  const values = constant === undefined ? keywords.get('enum') : [constant]
  if (values === undefined) return
  if (keywords.has('const') && keywords.has('enum')) {
    throw new Undecidable(`const beside enum at ${place.pointer}`)
  }
  place.texts = textsIn(values)
  const others = isJsonArray(values) ? values.filter((each) => typeof each !== 'string') : [values]
  if (others.some((each) => each !== null)) {
    throw new Undecidable(`values other than texts and null in enum or const at ${place.pointer}`)
  }
  place.flags |= F_ENUM
  place.types &= (1 << STRING) | (others.length > 0 ? 1 << NULL : 0)
}

/** Those of the items that are texts. */
export function textsIn(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : []
}
