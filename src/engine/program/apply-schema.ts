import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { compileSchema } from '../../schema/validate/compile-schema.js'
import type { Member, TextValue, Value } from '../job.js'
import {
  ARRAY,
  BOOLEAN,
  F_CHECK,
  INTEGER,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from '../program-layout.js'
import { limitNumbers, limitValues, textsIn } from './limit-values.js'
import { mergeBranches } from './merge-branches.js'
import { createPlace, memberPlace, type Place } from './place.js'
import { annotations, followReferences } from './schema-references.js'
import type { Slots } from './take-fields.js'
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

const checked: ReadonlySet<string> = new Set([
  'type',
  'minLength',
  'maxLength',
  'pattern',
  'not',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'enum',
  'const',
  'items',
  'contains',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'additionalProperties',
])

/** Since draft 6; before, some are unknown, some mean something else. */
const newIn6: ReadonlySet<string> = new Set([
  'const',
  'contains',
  'exclusiveMinimum',
  'exclusiveMaximum',
])

/**
 * Puts the checks of a schema for the content where the record has the values. Gives the members that
 * it requires.
 * @throws Undecidable for anything that the kernel has no check for.
 */
export function applySchema(
  schema: Json,
  content: readonly Member[],
  slots: Slots,
): readonly string[] {
  if (schema === true) return []
  const root = { schema, dialect: dialectOf(schema), placesLeft: MAX_PLACES }
  applyToMembers(schema, content, { pointer: '', slots, root })
  return objectRules(schema, '', root).required
}

/** Schemas may lead to themselves. */
const MAX_PLACES = 500

interface Root {
  readonly schema: Json
  readonly dialect: 'draft-04' | 'later'
  placesLeft: number
}

interface Where {
  readonly pointer: string
  readonly slots: Slots
  readonly root: Root
}

function applyToValue(schema: Json, value: Value, where: Where): void {
  if (schema === true) return
  switch (value.kind) {
    case 'field':
      return check(where.slots.placeOf(value.path), schema, where.root)
    case 'literal':
      if (compileSchema(schema).accepts(value.value)) return
      throw new Undecidable(`the schema refuses the constant ${where.pointer}`)
    case 'text':
      return checkText(value, schema, where)
    case 'object':
      return applyToMembers(schema, value.members, where)
    case 'array':
      throw new Undecidable(`a schema for the array at ${where.pointer}`)
  }
}

function checkText(text: TextValue, schema: Json, { pointer, slots, root }: Where): void {
  const place = slots.texts.get(text)
  if (place === undefined) throw new Undecidable(`no text at ${pointer}`)
  check(place, schema, root)
}

function placeOfField(value: Value, slots: Slots): Place | undefined {
  return value.kind === 'field' ? slots.placeOf(value.path) : undefined
}

function applyToMembers(schema: Json, members: readonly Member[], where: Where): void {
  const { properties, required, isOpen } = objectRules(schema, where.pointer, where.root)
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
function forbid(value: Value, pointer: string, { slots }: Where): void {
  const place = value.kind === 'text' ? slots.texts.get(value) : placeOfField(value, slots)
  const isOptional = 'isOptional' in value && value.isOptional
  if (place === undefined || !isOptional) {
    throw new Undecidable(`the schema forbids ${pointer}`)
  }
  if (place.flags & F_CHECK) throw new Undecidable(`two schemas for ${place.pointer}`)
  place.flags |= F_CHECK
  place.types = 0
}

function readKeywords(given: Json, pointer: string, root: Root): ReadonlyMap<string, Json> {
  const schema = followReferences(given, root.schema)
  if (schema === true) return new Map()
  if (!isJsonObject(schema)) throw new Undecidable(`no value is allowed at ${pointer}`)
  const keywords = new Map([...schema].filter(([name]) => !annotations.has(name)))
  for (const name of keywords.keys()) {
    const isKnown = checked.has(name) && !(root.dialect === 'draft-04' && newIn6.has(name))
    if (!isKnown) throw new Undecidable(`keyword ${name} at ${pointer}`)
  }
  return keywords
}

interface ObjectRules {
  readonly properties: JsonObject
  readonly required: readonly string[]
  readonly isOpen: boolean
}

function objectRules(schema: Json, pointer: string, root: Root): ObjectRules {
  const keywords = readKeywords(schema, pointer, root)
  for (const name of [
    'enum',
    'const',
    'not',
    'contains',
    'items',
    'minItems',
    'maxItems',
  ] as const) {
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
function check(place: Place, schema: Json, root: Root): void {
  if (schema === true) return
  root.placesLeft -= 1
  if (root.placesLeft < 0) throw new Undecidable('a schema that is too large')
  if (place.flags & F_CHECK) throw new Undecidable(`two schemas for ${place.pointer}`)
  place.flags |= F_CHECK
  const { schema: merged, isNullable } = mergeBranches(schema, root.schema)
  const keywords = readKeywords(merged, place.pointer, root)
  const orNull = isNullable ? place.types & (1 << NULL) : 0
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
  limitNumbers(place, keywords, number)
  limitValues(place, keywords)
  matchPatterns(place, keywords, root)
  place.types |= orNull
  const items = keywords.get('items')
  if (items !== undefined && items !== true) {
    place.items = createPlace(`${place.pointer}/[]`)
    check(place.items, items, root)
  }
  const contains = keywords.get('contains')
  if (contains !== undefined) {
    place.contains = createPlace(`${place.pointer}/[one]`)
    check(place.contains, contains, root)
  }
  if (['properties', 'required', 'additionalProperties'].some((name) => keywords.has(name))) {
    checkMembers(place, objectRules(withoutOthers(keywords), place.pointer, root), root)
  }
}

/** Only what objects are judged by. */
function withoutOthers(keywords: ReadonlyMap<string, Json>): JsonObject {
  const names = ['properties', 'required', 'additionalProperties']
  return new Map([...keywords].filter(([name]) => names.includes(name)))
}

function matchPatterns(place: Place, keywords: ReadonlyMap<string, Json>, root: Root): void {
  const pattern = keywords.get('pattern')
  const wanted = typeof pattern === 'string' ? [{ source: pattern, isNegated: false }] : []
  const unwanted = keywords.get('not')
  if (unwanted === undefined) {
    place.patterns = wanted
    return
  }
  const inner = readKeywords(unwanted, place.pointer, root)
  const source = inner.get('pattern')
  if (typeof source !== 'string' || inner.size > 1) {
    throw new Undecidable(`not with something other than a pattern at ${place.pointer}`)
  }
  // No pattern fails for what is no text.
  place.types &= 1 << STRING
  place.patterns = [...wanted, { source, isNegated: true }]
}

function checkMembers(
  place: Place,
  { properties, required, isOpen }: ObjectRules,
  root: Root,
): void {
  if (!isOpen) {
    const stranger = [...place.members.keys()].find((key) => !properties.has(key))
    if (stranger !== undefined)
      throw new Undecidable(`the schema forbids ${place.pointer}/${stranger}`)
    place.isOpen = false
  }
  for (const [key, schema] of properties) check(memberPlace(place, key), schema, root)
  for (const key of required) memberPlace(place, key)
  place.required = required
}

function dialectOf(schema: Json): Root['dialect'] {
  const draft = isJsonObject(schema) ? schema.get('$schema') : undefined
  return typeof draft === 'string' && /draft-0?4\b/u.test(draft) ? 'draft-04' : 'later'
}

function typesOf(type: Json): number {
  const names = isJsonArray(type) ? type : [type]
  return names.reduce<number>(
    (mask, name) => mask | (typeof name === 'string' ? (masks[name] ?? 0) : 0),
    0,
  )
}
