import { isJsonArray, type Json } from '../../kernel/json-value.js'
import { doubleAbove, doubleBelow } from './next-double.js'
import type { Place } from './place.js'
import {
  BOOLEAN,
  F_ENUM,
  F_RANGE,
  F_VALUES,
  INTEGER,
  NULL,
  NUMBER,
  STRING,
} from '../program-layout.js'
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

/**
 * Puts the values of `enum` or `const` at a place.
 * @throws Undecidable for arrays, objects, and numbers that are no doubles
 */
export function limitValues(place: Place, keywords: ReadonlyMap<string, Json>): void {
  const constant = keywords.get('const')
  const values = constant === undefined ? keywords.get('enum') : [constant]
  if (values === undefined) return
  if (keywords.has('const') && keywords.has('enum')) {
    throw new Undecidable(`const beside enum at ${place.pointer}`)
  }
  const listed = isJsonArray(values) ? values : [values]
  place.texts = textsIn(listed)
  const plain = listed.filter((each) => typeof each === 'number' || typeof each === 'boolean')
  const others = listed.length - place.texts.length - plain.length
  if (others > listed.filter((each) => each === null).length) {
    throw new Undecidable(`lists or objects in enum or const at ${place.pointer}`)
  }
  place.flags |= F_ENUM
  if (plain.length > 0) {
    place.flags |= F_VALUES
    place.values = plain
  }
  place.types &= listed.reduce((mask: number, each) => mask | typesLike(each), 1 << STRING)
}

/** The types that a value like this may have. */
function typesLike(value: Json): number {
  if (value === null) return 1 << NULL
  if (typeof value === 'number') return (1 << NUMBER) | (1 << INTEGER)
  return typeof value === 'boolean' ? 1 << BOOLEAN : 1 << STRING
}

/** Those of the items that are texts. */
export function textsIn(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : []
}
