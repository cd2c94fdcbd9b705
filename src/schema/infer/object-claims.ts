import type { Json } from '../../kernel/json-value.js'
import { escapeToken } from '../validate/json-pointer.js'
import { enough, holds, plenty, type Evidence } from './evidence.js'
import type { Inference, Node } from './inference.js'
import { mergeMembers } from './merge-shapes.js'
import { countValues, type Member, type Shape } from './shape.js'
import { variantClaims } from './variant-claims.js'

/** Objects of this many different keys, none of which most of them have, are maps. */
const MAP_KEYS = 16

/** Keys that no programmer would have given a field: numbers, dates, digests, addresses. */
const DATA_KEY = /^(?:\d[\d.:_-]*|[\da-f-]{16,}|.*[@/].*)$/iu

/** So many of them, and only such, are a map as well. */
const MAP_DATA_KEYS = 4

/** A key that fewer objects have hints at others that no object had. */
const RAREST = 5

/** Adds what the objects seen let expect of all objects. */
export function addObject(schema: Map<string, Json>, node: Node, inference: Inference): void {
  const { shape, pointer } = node
  const { objects } = shape
  const { claims } = inference
  if (objects.rest || isMap(objects)) {
    const rest = objects.rest ?? mergeMembers(objects.members)
    const place = { shape: rest, pointer: `${pointer}/additionalProperties`, of: countValues(rest) }
    const values = inference.schemaOf(place, inference)
    const all = { support: objects.count, of: objects.count }
    if (values.size > 0) schema.set('additionalProperties', values)
    if (values.size > 0) claims.push({ pointer, keyword: 'additionalProperties', ...all })
    return
  }
  const members = inOrder(objects.members)
  if (members.length === 0) return
  const properties = members.map(([key, member]): [string, Json] => {
    const place = `${pointer}/properties/${escapeToken(key)}`
    return [
      key,
      inference.schemaOf({ shape: member.shape, pointer: place, of: objects.count }, inference),
    ]
  })
  schema.set('properties', new Map(properties))
  const required = addRequired(schema, { node, members }, inference)
  if (isClosed(objects, inference.evidence)) {
    schema.set('additionalProperties', false)
    claims.push({
      pointer,
      keyword: 'additionalProperties',
      support: objects.count,
      of: objects.count,
    })
  }
  variantClaims(schema, { node, required }, inference)
}

type Members = readonly (readonly [string, Member])[]

function addRequired(
  schema: Map<string, Json>,
  { node, members }: { readonly node: Node; readonly members: Members },
  { evidence, claims }: Inference,
): ReadonlySet<string> {
  const { objects } = node.shape
  if (objects.count < plenty(evidence)) return new Set()
  const always = members.filter(([, { count }]) => holds(evidence, count, objects.count))
  for (const [key, { count, without }] of always) {
    claims.push({
      pointer: node.pointer,
      keyword: 'required',
      about: key,
      support: count,
      of: objects.count,
      ...(without < Infinity && { exception: without }),
    })
  }
  const names = always.map(([key]) => key)
  if (names.length > 0) schema.set('required', names)
  return new Set(names)
}

function isMap({ count, members }: Shape['objects']): boolean {
  const keys = Array.from(members.keys())
  if (keys.length >= MAP_DATA_KEYS && keys.every((key) => DATA_KEY.test(key))) return true
  return (
    members.size >= MAP_KEYS && !Array.from(members.values()).some((one) => one.count * 2 > count)
  )
}

/** Where each key came again and again, there are no others (the Good-Turing estimate of new ones is 0). */
function isClosed({ count, members }: Shape['objects'], evidence: Evidence): boolean {
  if (evidence.isStrict !== true || count < enough(evidence)) return false
  const rarest = Math.min(RAREST, enough(evidence))
  return Array.from(members.values()).every((member) => member.count >= rarest)
}

/** Keys as they mostly follow each other. */
function inOrder(members: ReadonlyMap<string, Member>): Members {
  return Array.from(members).toSorted(
    ([left, one], [right, other]) =>
      one.places / one.count - other.places / other.count || (left < right ? -1 : 1),
  )
}
