import type { Json, JsonObject } from '../../kernel/json-value.js'
import type { Claim } from './claim.js'
import { describeSupport } from './describe-support.js'
import { plenty, settled, type Evidence } from './evidence.js'
import type { Node, Inference } from './inference.js'
import { numberClaims } from './number-claims.js'
import { addObject } from './object-claims.js'
import { countValues, type Shape } from './shape.js'
import { textClaims } from './text-claims.js'
import { addTypes } from './type-claims.js'
import { withRoom } from './with-room.js'

export interface InferredSchema {
  /** A JSON Schema of draft 2020-12. Without tolerance it accepts every value that was seen. */
  readonly schema: JsonObject
  /** JSON Pointer of a subschema → what it rests on, in one line. */
  readonly support: ReadonlyMap<string, string>
  /** What each keyword rests on, in the order of the schema. */
  readonly claims: readonly Claim[]
}

/**
 * The schema that the values seen let expect of all. Claims are few and loose: types; keys that every
 * object had; enumerations whose values all came back; formats without exception; bounds with room.
 * A small sample gives types only.
 */
export function inferSchema(shape: Shape, evidence: Evidence): InferredSchema {
  const support = new Map<string, string>()
  const claims: Claim[] = []
  const of = countValues(shape)
  const inference: Inference = { evidence: settled(evidence, of), support, claims, schemaOf }
  const schema = schemaOf({ shape, pointer: '', of }, inference)
  return { schema, support, claims }
}

function schemaOf(node: Node, inference: Inference): JsonObject {
  const { shape, pointer, of } = node
  const schema = new Map<string, Json>()
  // Nulls alone tell nothing about the values that others will have.
  if (countValues(shape) === shape.nulls) return schema
  inference.support.set(pointer, describeSupport(shape, of))
  const kinds = addTypes(schema, node, inference)
  if (kinds.has('string')) textClaims(schema, node, inference)
  if (kinds.has('integer') || kinds.has('number')) numberClaims(schema, node, inference)
  if (kinds.has('array')) addList(schema, node, inference)
  if (kinds.has('object')) addObject(schema, node, inference)
  return schema
}

function addList(schema: Map<string, Json>, { shape, pointer }: Node, inference: Inference): void {
  const { lists } = shape
  const { claims, evidence } = inference
  if (lists.items === undefined) return
  const of = countValues(lists.items)
  const items = schemaOf({ shape: lists.items, pointer: `${pointer}/items`, of }, inference)
  if (items.size > 0) schema.set('items', items)
  if (lists.count < plenty(evidence)) return
  const all = { pointer, support: lists.count, of: lists.count }
  const { shortest, longest } = lists.lengths
  if (shortest > 0) {
    schema.set('minItems', 1)
    claims.push({ ...all, keyword: 'minItems', about: '1' })
  }
  if (evidence.isStrict === true) {
    schema.set('maxItems', withRoom(longest))
    claims.push({ ...all, keyword: 'maxItems', about: String(withRoom(longest)) })
  }
}
