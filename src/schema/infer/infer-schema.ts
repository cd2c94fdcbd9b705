import type { Json, JsonObject } from '../../kernel/json-value.js'
import { describeSupport } from './describe-support.js'
import { enough, type Evidence } from './evidence.js'
import { mergeMembers } from './merge-shapes.js'
import { countValues, type Member, type Shape } from './shape.js'
import { textClaims } from './text-claims.js'

export interface InferredSchema {
  /** A JSON Schema of draft 2020-12. Accepts every value that was seen. */
  readonly schema: JsonObject
  /** JSON Pointer of a subschema → what it rests on, in one line. */
  readonly support: ReadonlyMap<string, string>
}

/**
 * The schema that the values seen let expect of all. Claims are few and loose: types; keys that every
 * object had; enumerations whose values all came back; formats without exception; bounds with room.
 * A small sample gives types only.
 */
export function inferSchema(shape: Shape, evidence: Evidence): InferredSchema {
  const support = new Map<string, string>()
  const schema = schemaOf({ shape, pointer: '', of: countValues(shape) }, { evidence, support })
  return { schema, support }
}

interface Node {
  readonly shape: Shape
  readonly pointer: string
  /** How many there could have been: objects that might have the key. */
  readonly of: number
}

interface Context {
  readonly evidence: Evidence
  /** Filled in on the way. */
  readonly support: Map<string, string>
}

function schemaOf(node: Node, context: Context): JsonObject {
  const { shape, pointer, of } = node
  const types = typesOf(shape)
  // Nulls alone tell nothing about the values that others will have.
  if (types.length === 0) return new Map()
  context.support.set(pointer, describeSupport(shape, of))
  const schema = new Map<string, Json>([['type', types.length === 1 ? (types[0] ?? null) : types]])
  for (const [keyword, value] of textClaims(shape, context.evidence)) schema.set(keyword, value)
  const numbers = shape.numbers.whole + shape.numbers.other
  if (numbers >= enough(context.evidence) && shape.numbers.least >= 0) schema.set('minimum', 0)
  addList(schema, node, context)
  addObject(schema, node, context)
  return schema
}

function typesOf({ nulls, trues, falses, numbers, texts, lists, objects }: Shape): string[] {
  const types: string[] = []
  if (texts.count > 0) types.push('string')
  if (numbers.other > 0) types.push('number')
  else if (numbers.whole > 0) types.push('integer')
  if (trues + falses > 0) types.push('boolean')
  if (lists.count > 0) types.push('array')
  if (objects.count > 0) types.push('object')
  if (nulls > 0 && types.length > 0) types.push('null')
  return types
}

function addList(schema: Map<string, Json>, { shape, pointer }: Node, context: Context): void {
  const { lists } = shape
  if (lists.items === undefined) return
  const of = countValues(lists.items)
  const items = schemaOf({ shape: lists.items, pointer: `${pointer}/items`, of }, context)
  if (items.size > 0) schema.set('items', items)
  if (lists.lengths.shortest > 0 && lists.count >= enough(context.evidence)) {
    schema.set('minItems', 1)
  }
}

/** Objects of this many different keys, none of which most of them have, are maps. */
const MAP_KEYS = 16

function isMap({ count, members }: Shape['objects']): boolean {
  return (
    members.size >= MAP_KEYS && !Array.from(members.values()).some((one) => one.count * 2 > count)
  )
}

function addObject(schema: Map<string, Json>, { shape, pointer }: Node, context: Context): void {
  const { objects } = shape
  if (objects.count === 0) return
  if (objects.rest || isMap(objects)) {
    const rest = objects.rest ?? mergeMembers(objects.members)
    const place = { shape: rest, pointer: `${pointer}/additionalProperties`, of: countValues(rest) }
    const values = schemaOf(place, context)
    if (values.size > 0) schema.set('additionalProperties', values)
    return
  }
  const members = inOrder(objects.members)
  if (members.length === 0) return
  const properties = members.map(([key, member]): [string, Json] => {
    const place = `${pointer}/properties/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const node = { shape: member.shape, pointer: place, of: objects.count }
    return [key, schemaOf(node, context)]
  })
  schema.set('properties', new Map(properties))
  const always = members.filter(([, { count }]) => count === objects.count).map(([key]) => key)
  if (always.length > 0 && objects.count >= enough(context.evidence)) schema.set('required', always)
}

/** Keys as they mostly follow each other. */
function inOrder(members: ReadonlyMap<string, Member>): readonly (readonly [string, Member])[] {
  return Array.from(members).toSorted(
    ([left, one], [right, other]) =>
      one.places / one.count - other.places / other.count || (left < right ? -1 : 1),
  )
}
