import { countCodePoints } from '../../kernel/code-points.js'
import { isJsonArray, JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { addDistinct } from './distinct-values.js'
import { holdAlso } from './held.js'
import { isWholeText, type Kind } from './kind-of.js'
import { addLength } from './lengths.js'
import { asMap, memberOf, settleLacking } from './merge-shapes.js'
import { emptyShape, type Member, type Shape } from './shape.js'
import { itemSpot, memberSpot, notePlace, pathBelow, rootSpot, type Spot } from './spot.js'
import { formatsOf } from './text-formats.js'
import { addVariant } from './variants.js'
import { addValueCount } from './value-counts.js'

/** Tells a text from the number that it spells. */
const TEXT = 1

/** Below, lists and objects are counted and not looked into. */
const MAX_DEPTH = 12

/** Takes a value in, in place. Linear in the value. */
export function addValue(shape: Shape, value: Json, spot: Spot = rootSpot()): void {
  if (value === null) {
    shape.nulls += 1
    note(shape, 'null', spot)
  } else if (typeof value === 'boolean') {
    if (value) shape.trues += 1
    else shape.falses += 1
    note(shape, 'boolean', spot)
  } else if (typeof value === 'string') addText(shape, value, spot)
  else if (typeof value === 'number' || value instanceof JsonNumber) addNumber(shape, value, spot)
  else if (isJsonArray(value)) addList(shape, value, spot)
  else addObject(shape, value, spot)
}

function note({ firsts }: Shape, kind: Kind, { at }: Spot): void {
  if (at < firsts[kind]) firsts[kind] = at
}

function addText(shape: Shape, text: string, spot: Spot): void {
  const { texts, firsts } = shape
  const { limits, at } = spot
  const first = firsts.string
  note(shape, 'string', spot)
  addLength(texts.lengths, countCodePoints(text), limits.details)
  texts.counts = addValueCount(texts.counts, { text }, limits)
  holdAlso(texts.formats, formatsOf(text), { at, first, count: texts.count })
  texts.count += 1
  if (limits.hashes > 0) addDistinct(shape.distinct, text, TEXT)
}

function addNumber(shape: Shape, value: number | JsonNumber, spot: Spot): void {
  const { numbers, distinct } = shape
  const text = value instanceof JsonNumber ? value.text : String(value)
  const isWhole = isWholeText(text)
  if (isWhole) numbers.whole += 1
  else numbers.other += 1
  note(shape, isWhole ? 'integer' : 'number', spot)
  numbers.least = Math.min(numbers.least, Number(text))
  numbers.greatest = Math.max(numbers.greatest, Number(text))
  if (spot.limits.hashes > 0) addDistinct(distinct, canonicalJson(value))
}

function addList(shape: Shape, list: readonly Json[], spot: Spot): void {
  const { lists } = shape
  const { limits, depth, isItem } = spot
  lists.count += 1
  note(shape, 'array', spot)
  addLength(lists.lengths, list.length, limits.details)
  if (depth >= MAX_DEPTH || list.length === 0 || (isItem && !limits.nestedLists)) return
  const within = itemSpot(spot)
  if (lists.items === undefined || spot.isMerged) notePlace(spot, within.path)
  lists.items ??= emptyShape()
  for (const item of list) addValue(lists.items, item, within)
}

function addObject(shape: Shape, object: JsonObject, spot: Spot): void {
  const { objects, firsts } = shape
  const before = { first: firsts.object, count: objects.count }
  objects.count += 1
  note(shape, 'object', spot)
  if (!spot.limits.details) objects.variants = 'none'
  if (spot.depth >= MAX_DEPTH || spot.limits.keys === 0) return
  const tags: string[] = []
  let place = 0
  let held = 0
  object.forEach((value, key) => {
    held += Number(addMember(objects, { key, value, place, spot, before, tags }))
    place += 1
  })
  noteLacking(objects, object, { at: spot.at, held })
  if (tags.length > 0) objects.variants = addVariant(objects.variants, object, tags)
}

interface SeenMember {
  readonly key: string
  readonly value: Json
  readonly place: number
  readonly spot: Spot
  /** The objects there were before this one. */
  readonly before: { readonly first: number; readonly count: number }
  /** Filled in on the way: keys that may say of what shape the object is. */
  readonly tags: string[]
}

/** Whether all objects so far have the key. */
function addMember(objects: Shape['objects'], seen: SeenMember): boolean {
  const { key, value, place, spot, before } = seen
  const { limits, isMerged } = spot
  const known = objects.members.get(key)
  if (known === undefined || isMerged) notePlace(spot, pathBelow(spot, `/${key}`))
  const isRest = objects.rest !== undefined
  // Only containers have places of their own below them.
  const within = isContainer(value) ? memberSpot(spot, key, isRest) : spot
  if (objects.rest) {
    addValue(objects.rest, value, within)
    return false
  }
  const member = known ?? memberOf(objects, key)
  if (known === undefined) noteNew(objects, member, before)
  if (member.isTag) seen.tags.push(key)
  member.count += 1
  member.places += place
  addValue(member.shape, value, within)
  if (objects.members.size > limits.keys) asMap(objects)
  return member.without === Infinity
}

function noteNew(objects: Shape['objects'], member: Member, before: SeenMember['before']): void {
  if (before.count === 0) objects.always += 1
  else {
    member.without = before.first
    objects.latest = Math.max(objects.latest, before.first)
  }
}

/** Looks for keys that are not there only where there can be news. */
function noteLacking(
  objects: Shape['objects'],
  object: JsonObject,
  { at, held }: { readonly at: number; readonly held: number },
): void {
  if (held === objects.always && at >= objects.latest) return
  for (const [key, member] of objects.members) {
    if (at < member.without && !object.has(key)) member.without = at
  }
  settleLacking(objects)
}

function isContainer(value: Json): boolean {
  return value !== null && typeof value === 'object' && !(value instanceof JsonNumber)
}
