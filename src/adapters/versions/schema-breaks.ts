import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { boundBreaks } from './bound-breaks.js'

/** Deeper schemas repeat themselves. */
const MAX_DEPTH = 32

/** Keywords whose change can let answers through that the old schema refused. */
const others = [
  'pattern',
  'format',
  'const',
  '$ref',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'multipleOf',
  'uniqueItems',
  'contains',
  'prefixItems',
  'patternProperties',
  'propertyNames',
] as const

/**
 * Why a reader of answers by the old schema cannot read all answers by the new one: an answer may have
 * another type, an unknown value, or lack a member that was always there. One line each. What is not
 * understood counts as a break.
 */
export function schemaBreaks(old: Json, now: Json): Generator<string> {
  return breaks(old, now, { at: '', depth: 0 })
}

function* breaks(old: Json, now: Json, level: Level): Generator<string> {
  if (canonicalJson(old) === canonicalJson(now) || level.depth > MAX_DEPTH) return
  const { at, depth } = level
  const place = at === '' ? 'answers' : at
  if (!isJsonObject(old) || !isJsonObject(now)) {
    if (old !== true) yield `${place}: another schema`
    return
  }
  yield* typeBreaks(old, now, place)
  yield* valueBreaks(old, now, place)
  yield* memberBreaks(old, now, level)
  yield* boundBreaks(old, now, place)
  yield* otherBreaks(old, now, place)
  const items = old.get('items')
  if (items === undefined) return
  yield* breaks(items, now.get('items') ?? true, { at: `${at}[]`, depth: depth + 1 })
}

function* otherBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  for (const keyword of others) {
    const [before, after] = [old.get(keyword), now.get(keyword)]
    if (before !== undefined && canonicalJson(before) !== canonicalJson(after ?? null)) {
      yield `${place}: another ${keyword}`
    }
  }
}

function* typeBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  const known = typesOf(old.get('type'))
  if (known === undefined) return
  const added = (typesOf(now.get('type')) ?? ['any type']).filter((type) => !known.includes(type))
  // Every integer is a number.
  const isWider = added.filter((type) => !(type === 'integer' && known.includes('number')))
  if (isWider.length > 0) yield `${place}: ${isWider.join(', ')} besides ${known.join(', ')}`
}

function typesOf(type: Json | undefined): readonly string[] | undefined {
  if (type === undefined) return undefined
  return (isJsonArray(type) ? type : [type]).map(String)
}

function* valueBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  const [before, after] = [old.get('enum'), now.get('enum')]
  if (!isJsonArray(before)) return
  const known = new Set(before.map(canonicalJson))
  if (!isJsonArray(after)) yield `${place}: any value besides those listed`
  else {
    const added = after.map(canonicalJson).filter((value) => !known.has(value))
    if (added.length > 0) yield `${place}: ${added.join(', ')}, which was no value before`
    const left = new Set(after.map(canonicalJson))
    const removed = [...known].filter((value) => !left.has(value))
    if (removed.length > 0) yield `${place}: ${removed.join(', ')} is no value any more`
  }
}

interface Level {
  readonly at: string
  readonly depth: number
}

function* memberBreaks(old: JsonObject, now: JsonObject, { at, depth }: Level): Generator<string> {
  const [before, after] = [membersOf(old), membersOf(now)]
  const required = new Set(requiredOf(now))
  for (const name of requiredOf(old)) {
    if (!required.has(name)) yield `${at}/${name}: no longer always there`
  }
  for (const [name, schema] of before) {
    const next = after.get(name)
    if (next === undefined) yield `${at}/${name}: gone`
    else yield* breaks(schema, next, { at: `${at}/${name}`, depth: depth + 1 })
  }
  const isClosed = old.get('additionalProperties') === false
  if (isClosed && now.get('additionalProperties') !== false) {
    yield `${at === '' ? 'answers' : at}: members besides those listed`
  }
  const added = [...after.keys()].filter((name) => !before.has(name))
  const has = new Set(requiredOf(old))
  for (const name of added) {
    if (required.has(name) && !has.has(name)) yield `${at}/${name}: a new member, always there`
    else if (isClosed) yield `${at}/${name}: a member that the old schema forbade`
  }
}

function membersOf(schema: JsonObject): JsonObject {
  const members = schema.get('properties')
  return isJsonObject(members) ? members : new Map()
}

function requiredOf(schema: JsonObject): readonly string[] {
  const names = schema.get('required')
  return isJsonArray(names) ? names.filter((name) => typeof name === 'string') : []
}
