import { compileFieldPath } from '../../kernel/field-path.js'
import type { Json, JsonObject } from '../../kernel/json-value.js'
import { addValue } from '../../schema/infer/add-value.js'
import { MOST_KEYS } from '../../schema/infer/limits.js'
import { countValues, emptyShape, type Shape } from '../../schema/infer/shape.js'
import type { Column, ColumnKind } from './column.js'
import { isConversation } from './conversation.js'
import { textTraits } from './text-traits.js'
import { writeFieldPath, writePointer } from './write-field-path.js'

/** Values looked at one by one: enough to tell what texts are like. */
const LOOKED_AT = 300

/** Deeper members are part of what they are in. */
const MAX_DEPTH = 4

/** Objects with more keys than this are maps rather than records within a record. */
const MOST_MEMBERS = 64

/** Columns of the top level that are looked at: with more keys, records would be taken for maps. */
const MOST_COLUMNS = MOST_KEYS

/** Half of the values say what the column is. */
const HALF = 0.5

/** Every place in the records that a recipe can name, in the order of the records' keys. */
export function columnsOf(records: readonly JsonObject[]): readonly Column[] {
  const shape = emptyShape()
  const counts = countKeys(records)
  const names = new Set(counts.keys())
  for (const record of withCommonKeys(records, counts)) addValue(shape, record)
  return membersOf(shape, MOST_COLUMNS).flatMap(([key, member]) =>
    columnsAt({ keys: [key], shape: member, isItem: false }, { records, names }),
  )
}

/** How many records have the key. */
function countKeys(records: readonly JsonObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const record of records) {
    for (const key of record.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Without the keys that the fewest records have, where there are more than are looked at. */
function withCommonKeys(
  records: readonly JsonObject[],
  counts: ReadonlyMap<string, number>,
): readonly JsonObject[] {
  if (counts.size <= MOST_COLUMNS) return records
  const byCount = Array.from(counts).toSorted(([, one], [, other]) => other - one)
  const common = new Set(byCount.slice(0, MOST_COLUMNS).map(([key]) => key))
  return records.map((record) => new Map(Array.from(record).filter(([key]) => common.has(key))))
}

interface Place {
  readonly keys: readonly string[]
  readonly shape: Shape
  readonly isItem: boolean
}

interface Table {
  readonly records: readonly JsonObject[]
  /** Keys at the top, which come before dotted paths. */
  readonly names: ReadonlySet<string>
}

/** The column, and those within it. */
function columnsAt(place: Place, table: Table): readonly Column[] {
  const { keys, shape, isItem } = place
  const column = columnOf(place, table)
  if (column === undefined) return []
  if (isRare(column, table)) return []
  if (keys.length >= MAX_DEPTH || column.kind === 'messages') return [column]
  const members = shape.objects.members.size > MOST_MEMBERS ? [] : membersOf(shape, MOST_MEMBERS)
  const within = members.flatMap(([key, member]) =>
    columnsAt({ keys: [...keys, key], shape: member, isItem }, table),
  )
  const { items } = shape.lists
  const first = items ? columnsAt({ keys: [...keys, '0'], shape: items, isItem: true }, table) : []
  return [column, ...within, ...first]
}

/** A place within a record that hardly any record has is none to make samples of. */
function isRare({ keys, filled }: Column, { records }: Table): boolean {
  return keys.length > 1 && records.length > 20 && filled < 0.05
}

function membersOf({ objects }: Shape, most: number): readonly (readonly [string, Shape])[] {
  return Array.from(objects.members)
    .toSorted(([, one], [, other]) => one.places / one.count - other.places / other.count)
    .slice(0, most)
    .map(([key, { shape }]) => [key, shape])
}

function columnOf({ keys, shape, isItem }: Place, { records, names }: Table): Column | undefined {
  const dotted = writeFieldPath(keys)
  const isTaken = keys.length > 1 && names.has(dotted)
  const path = isTaken ? writePointer(keys) : dotted
  if (!isSayable(path)) return undefined
  const read = compileFieldPath(path)
  const values = records.map(read)
  const given = values.filter((value) => !isBlank(value))
  const some = evenly(given, LOOKED_AT)
  const texts = some.filter((value) => typeof value === 'string')
  return {
    path,
    keys,
    isItem,
    read,
    shape: isItem ? shapeOf(values) : shape,
    kind: kindOf(some, shape),
    filled: records.length === 0 ? 0 : given.length / records.length,
    example: given[0],
    ...(texts.length > 0 && { traits: textTraits(texts) }),
  }
}

/** `${NAME}` in a recipe is a variable wherever it stands. */
function isSayable(path: string): boolean {
  return path !== '' && !/\$\{[A-Za-z_]\w*\}/u.test(path)
}

/** Of the first items alone, where `items` is about all of them. */
function shapeOf(values: readonly (Json | undefined)[]): Shape {
  const shape = emptyShape()
  for (const value of values) if (value !== undefined) addValue(shape, value)
  return shape
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.max(1, items.length / most)
  return Array.from(
    { length: Math.min(most, items.length) },
    (_, index) => items[Math.floor(index * step)],
  ).filter((item) => item !== undefined)
}

function kindOf(given: readonly (Json | undefined)[], shape: Shape): ColumnKind {
  if (given.length === 0) return 'empty'
  if (given.filter(isConversation).length >= HALF * given.length) return 'messages'
  const { texts, numbers, lists, objects, trues, falses } = shape
  const counted: readonly (readonly [ColumnKind, number])[] = [
    ['text', texts.count],
    ['number', numbers.whole + numbers.other],
    ['boolean', trues + falses],
    ['list', lists.count],
    ['object', objects.count],
  ]
  const present = counted.filter(([, count]) => count > 0)
  if (present.length < 2) return present[0]?.[0] ?? 'empty'
  const most = present.find(([, count]) => count >= 0.98 * (countValues(shape) - shape.nulls))
  return most?.[0] ?? 'mixed'
}
