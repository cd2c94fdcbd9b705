import { isLoradexError } from '../../kernel/error.js'
import { isJsonArray, type Json, type JsonObject } from '../../kernel/json-value.js'
import { isSchema } from '../../schema/validate/index-schema.js'
import { escapeToken } from '../../schema/validate/json-pointer.js'
import type { SchemaNode } from '../../schema/validate/schema-node.js'
import { openSchemaStore, type SchemaStore } from '../../schema/validate/schema-store.js'
import { resolveUri, splitFragment } from '../../schema/validate/uri.js'
import { words } from './schema-words.js'

/** A document whose schemas are compared, and what stands for those that it leaves out. */
interface SchemaDocument {
  readonly store: SchemaStore
  readonly anything: SchemaNode
  readonly nothing: SchemaNode
}

/** A schema within its document. */
export interface SchemaPlace {
  readonly node: SchemaNode
  readonly document: SchemaDocument
}

/** Keywords that lead to another schema for the same value. */
export const references = ['$ref', '$dynamicRef', '$recursiveRef'] as const

/** @throws `schema.invalid` for an identifier or a dialect that cannot be */
export function openPlace(schema: JsonObject | boolean): SchemaPlace {
  const store = openSchemaStore(schema, {
    defaultDialect: '2020-12',
    documents: new Map(),
    maxValues: Infinity,
  })
  const { root } = store
  const standIn = (stands: boolean): SchemaNode => ({
    ...root,
    schema: stands,
    children: new Map(),
  })
  return { node: root, document: { store, anything: standIn(true), nothing: standIn(false) } }
}

/** What counts of the schema; before 2019-09 nothing beside a reference does. */
export function keywordsOf({ node }: SchemaPlace): JsonObject {
  const { schema, resource } = node
  if (typeof schema === 'boolean') return new Map()
  const reference = schema.get('$ref')
  const isAlone = resource.dialect.refHidesSiblings && reference !== undefined
  return isAlone ? new Map([['$ref', reference]]) : schema
}

/** The schema that is the value below these keys; without one, that which allows anything. */
export function childOf(
  { node, document }: SchemaPlace,
  keys: readonly (string | number)[],
  value: Json | undefined,
): SchemaPlace {
  if (value === undefined) return { node: document.anything, document }
  if (!isSchema(value)) return { node: document.nothing, document }
  const location = keys.map((key) => `/${escapeToken(String(key))}`).join('')
  return { node: document.store.childOf(node, location, value), document }
}

/** The schema itself, behind references and lists of one that have nothing beside them. */
export function settled(place: SchemaPlace): SchemaPlace {
  const seen = new Set<SchemaNode>()
  let at = place
  for (let next = only(at); next !== undefined && !seen.has(next.node); next = only(at)) {
    seen.add(next.node)
    at = next
  }
  return at
}

function only(place: SchemaPlace): SchemaPlace | undefined {
  const [keyword, ...more] = Array.from(keywordsOf(place)).filter(([key]) => !words.has(key))
  if (keyword === undefined || more.length > 0) return undefined
  const [key, value] = keyword
  if (key === '$ref') return targetOf(place, key)
  const isOfOne = key === 'allOf' && isJsonArray(value) && value.length === 1
  return isOfOne ? childOf(place, [key, 0], value[0]) : undefined
}

/** Where a reference leads within the document, whatever led to it; undefined if that cannot be told. */
export function targetOf(
  { node, document }: SchemaPlace,
  keyword: (typeof references)[number],
): SchemaPlace | undefined {
  const reference = keywordsOf({ node, document }).get(keyword)
  if (typeof reference !== 'string') return undefined
  if (keyword !== '$ref') {
    const anchor = keyword === '$dynamicRef' ? splitFragment(reference).fragment : undefined
    if (document.store.dynamicTargets(new Set([anchor])).length > 1) return undefined
  }
  try {
    const target = document.store.resolve(reference, node, keyword)
    return target.resource.documentUri === '' ? { node: target, document } : undefined
  } catch (error) {
    // What is not in the document has no more than its name.
    if (isLoradexError(error)) return undefined
    throw error
  }
}

/** The URI that `$ref` has outside of the document; undefined within it. */
export function uriOutside(place: SchemaPlace): string | undefined {
  const reference = keywordsOf(place).get('$ref')
  if (typeof reference !== 'string') return undefined
  const own = place.node.resource.uri
  const uri = resolveUri(reference, own)
  return splitFragment(uri).uri === own ? undefined : uri
}
