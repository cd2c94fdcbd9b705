import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { Member, Value } from './job.js'
import {
  ARRAY,
  BOOLEAN,
  F_CHECK,
  F_ENUM,
  F_RANGE,
  INTEGER,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from './layout.js'
import { createPlace, memberPlace, type Place } from './place.js'
import { Undecidable } from './undecidable.js'

const masks: Readonly<Record<string, number>> = {
  string: 1 << STRING,
  number: (1 << NUMBER) | (1 << INTEGER),
  integer: 1 << INTEGER,
  boolean: 1 << BOOLEAN,
  object: 1 << OBJECT,
  array: 1 << ARRAY,
  null: 1 << NULL,
}

/** Keywords that say nothing about a value. */
const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
])

const checked: ReadonlySet<string> = new Set([
  'type',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'enum',
  'const',
  'items',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'additionalProperties',
])

/** Finds the place that a path of the job leads to. */
type FindPlace = (path: string) => Place

/**
 * Puts the checks of a schema for the content where the record has the values. Gives the members that
 * it requires.
 * @throws Undecidable for anything that the kernel has no check for.
 */
export function applySchema(
  schema: Json,
  content: readonly Member[],
  findPlace: FindPlace,
): readonly string[] {
  if (schema === true) return []
  applyToMembers(schema, content, { pointer: '', findPlace })
  return objectRules(schema, '').required
}

interface Where {
  readonly pointer: string
  readonly findPlace: FindPlace
}

function applyToValue(schema: Json, value: Value, where: Where): void {
  if (schema === true) return
  switch (value.kind) {
    case 'field':
      return check(where.findPlace(value.path), schema)
    case 'literal':
      if (compileSchema(schema).accepts(value.value)) return
      throw new Undecidable(`the schema refuses the constant ${where.pointer}`)
    case 'text':
      return checkTemplate(schema, where.pointer)
    case 'object':
      return applyToMembers(schema, value.members, where)
  }
}

function checkTemplate(schema: Json, pointer: string): void {
  const keywords = readKeywords(schema, pointer)
  const isText = keywords.size === 0 || (keywords.size === 1 && keywords.get('type') === 'string')
  if (!isText) throw new Undecidable(`the schema has more than a type for the template ${pointer}`)
}

function applyToMembers(schema: Json, members: readonly Member[], where: Where): void {
  const { properties, required, isOpen } = objectRules(schema, where.pointer)
  for (const { key, value } of members) {
    const pointer = `${where.pointer}/${key}`
    const rule = properties.get(key)
    if (rule === undefined) {
      if (!isOpen) forbid(value, pointer, where)
    } else applyToValue(rule, value, { ...where, pointer })
  }
  const written = new Set(members.map(({ key }) => key))
  const missing = required.find((key) => !written.has(key))
  if (missing !== undefined) {
    throw new Undecidable(`the schema requires ${where.pointer}/${missing}`)
  }
}

/** Only what may be left out can be right all the same. */
function forbid(value: Value, pointer: string, { findPlace }: Where): void {
  if (value.kind !== 'field' || value.isOptional !== true) {
    throw new Undecidable(`the schema forbids ${pointer}`)
  }
  const place = findPlace(value.path)
  if (place.flags & F_CHECK) throw new Undecidable(`two schemas for ${place.pointer}`)
  place.flags |= F_CHECK
  place.types = 0
}

function readKeywords(schema: Json, pointer: string): ReadonlyMap<string, Json> {
  if (!isJsonObject(schema)) throw new Undecidable(`no value is allowed at ${pointer}`)
  const keywords = new Map([...schema].filter(([name]) => !annotations.has(name)))
  for (const name of keywords.keys()) {
    if (!checked.has(name)) throw new Undecidable(`keyword ${name} at ${pointer}`)
  }
  return keywords
}

interface ObjectRules {
  readonly properties: JsonObject
  readonly required: readonly string[]
  readonly isOpen: boolean
}

function objectRules(schema: Json, pointer: string): ObjectRules {
  const keywords = readKeywords(schema, pointer)
  for (const name of ['enum', 'const', 'items', 'minItems', 'maxItems'] as const) {
    if (keywords.has(name)) throw new Undecidable(`keyword ${name} at ${pointer}`)
  }
  const type = keywords.get('type')
  if (type !== undefined && (typesOf(type) & (1 << OBJECT)) === 0) {
    throw new Undecidable(`the schema allows no object at ${pointer}`)
  }
  const properties = keywords.get('properties')
  const others = keywords.get('additionalProperties') ?? true
  const isEmpty = isJsonObject(others) && others.size === 0
  if (others !== true && others !== false && !isEmpty) {
    throw new Undecidable(`a schema for additional properties at ${pointer}`)
  }
  return {
    properties: isJsonObject(properties) ? properties : new Map(),
    required: textsIn(keywords.get('required')),
    isOpen: others !== false,
  }
}

/** Adds the checks of a schema to a place of the record. */
function check(place: Place, schema: Json): void {
  if (schema === true) return
  if (place.flags & F_CHECK) throw new Undecidable(`two schemas for ${place.pointer}`)
  place.flags |= F_CHECK
  const keywords = readKeywords(schema, place.pointer)
  const number = (name: string, otherwise: number): number => {
    const value = keywords.get(name)
    if (value === undefined) return otherwise
    if (typeof value === 'number') return value
    throw new Undecidable(`${name} at ${place.pointer} is no plain number`)
  }
  const type = keywords.get('type')
  if (type !== undefined) place.types &= typesOf(type)
  place.minLength = Math.ceil(number('minLength', place.minLength))
  place.maxLength = Math.floor(number('maxLength', place.maxLength))
  place.minItems = Math.max(place.minItems, Math.ceil(number('minItems', 0)))
  place.maxItems = Math.floor(number('maxItems', place.maxItems))
  if (keywords.has('minimum') || keywords.has('maximum')) {
    place.flags |= F_RANGE
    place.minimum = number('minimum', place.minimum)
    place.maximum = number('maximum', place.maximum)
  }
  limitTexts(place, keywords)
  const items = keywords.get('items')
  if (items !== undefined && items !== true) {
    place.items = createPlace(`${place.pointer}/[]`)
    check(place.items, items)
  }
  if (['properties', 'required', 'additionalProperties'].some((name) => keywords.has(name))) {
    checkMembers(place, objectRules(withoutOthers(keywords), place.pointer))
  }
}

/** Only what objects are judged by. */
function withoutOthers(keywords: ReadonlyMap<string, Json>): JsonObject {
  const names = ['properties', 'required', 'additionalProperties']
  return new Map([...keywords].filter(([name]) => names.includes(name)))
}

function limitTexts(place: Place, keywords: ReadonlyMap<string, Json>): void {
  const constant = keywords.get('const')
  const values = constant === undefined ? keywords.get('enum') : [constant]
  if (values === undefined) return
  if (keywords.has('const') && keywords.has('enum')) {
    throw new Undecidable(`const beside enum at ${place.pointer}`)
  }
  place.texts = textsIn(values)
  if (!isJsonArray(values) || place.texts.length < values.length) {
    throw new Undecidable(`values other than texts in enum or const at ${place.pointer}`)
  }
  place.flags |= F_ENUM
  place.types &= 1 << STRING
}

function checkMembers(place: Place, { properties, required, isOpen }: ObjectRules): void {
  if (!isOpen) {
    const stranger = [...place.members.keys()].find((key) => !properties.has(key))
    if (stranger !== undefined)
      throw new Undecidable(`the schema forbids ${place.pointer}/${stranger}`)
    place.isOpen = false
  }
  for (const [key, schema] of properties) check(memberPlace(place, key), schema)
  for (const key of required) memberPlace(place, key)
  place.required = required
}

function typesOf(type: Json): number {
  const names = isJsonArray(type) ? type : [type]
  return names.reduce<number>(
    (mask, name) => mask | (typeof name === 'string' ? (masks[name] ?? 0) : 0),
    0,
  )
}

function textsIn(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : []
}
