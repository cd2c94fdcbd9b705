import { countCodePoints } from '../../kernel/code-points.js'
import { isJsonArray, JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { addDistinct } from './distinct-values.js'
import { addLength } from './lengths.js'
import { asMap, memberOf, MOST_KEYS } from './merge-shapes.js'
import { emptyShape, type Shape } from './shape.js'
import { formatOf } from './text-formats.js'
import { addValueCount } from './value-counts.js'

/** Below, lists and objects are counted and not looked into. */
const MAX_DEPTH = 12

/** Takes a value in, in place. Linear in the value. */
export function addValue(shape: Shape, value: Json, depth = 0): void {
  if (value === null) shape.nulls += 1
  else if (value === true) shape.trues += 1
  else if (value === false) shape.falses += 1
  else if (typeof value === 'string') addText(shape, value)
  else if (typeof value === 'number' || value instanceof JsonNumber) addNumber(shape, value)
  else if (isJsonArray(value)) addList(shape, value, depth)
  else addObject(shape, value, depth)
}

function addText(shape: Shape, text: string): void {
  const { texts } = shape
  texts.count += 1
  addLength(texts.lengths, countCodePoints(text))
  texts.counts = addValueCount(texts.counts, text)
  const format = formatOf(text)
  if (format !== undefined) texts.formats.set(format, (texts.formats.get(format) ?? 0) + 1)
  addDistinct(shape.distinct, `"${text}`)
}

function addNumber({ numbers, distinct }: Shape, value: number | JsonNumber): void {
  const text = value instanceof JsonNumber ? value.text : String(value)
  if (/^-?\d+$/u.test(text)) numbers.whole += 1
  else numbers.other += 1
  numbers.least = Math.min(numbers.least, Number(text))
  numbers.greatest = Math.max(numbers.greatest, Number(text))
  addDistinct(distinct, canonicalJson(value))
}

function addList({ lists }: Shape, list: readonly Json[], depth: number): void {
  lists.count += 1
  addLength(lists.lengths, list.length)
  if (depth >= MAX_DEPTH || list.length === 0) return
  lists.items ??= emptyShape()
  for (const item of list) addValue(lists.items, item, depth + 1)
}

function addObject({ objects }: Shape, object: JsonObject, depth: number): void {
  objects.count += 1
  if (depth >= MAX_DEPTH) return
  let place = 0
  for (const [key, value] of object) {
    addMember(objects, { key, value, place, depth })
    place += 1
  }
}

interface SeenMember {
  readonly key: string
  readonly value: Json
  readonly place: number
  readonly depth: number
}

function addMember(objects: Shape['objects'], { key, value, place, depth }: SeenMember): void {
  if (objects.rest) return addValue(objects.rest, value, depth + 1)
  const member = memberOf(objects, key)
  member.count += 1
  member.places += place
  addValue(member.shape, value, depth + 1)
  if (objects.members.size > MOST_KEYS) asMap(objects)
}
