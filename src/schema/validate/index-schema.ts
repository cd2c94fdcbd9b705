import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import type { Dialect } from './dialects/dialect.js'
import { keywordFacts, type Holding } from './dialects/keyword-facts.data.js'
import { escapeToken } from './json-pointer.js'
import { schemaPointer, type Resource, type SchemaNode } from './schema-node.js'
import { schemaInvalid } from './schema-invalid.js'
import { MAX_URI, resolveUri, splitFragment } from './uri.js'

/** Keeps what a document declares, and answers what `$schema` means. */
export interface Declarations {
  addResource(resource: Resource, root: SchemaNode): void
  dialectOf(metaschemaUri: Json, node: { readonly pointer: string }): Dialect
}

export interface Origin {
  /** Where the document was found; its identifiers are relative to that. */
  readonly baseUri: string
  /** See `Resource.documentUri`. */
  readonly documentUri: string
  readonly dialect: Dialect
}

/** Finds all subschemas of a document, with their identifiers and anchors. */
export function indexDocument(
  schema: JsonObject | boolean,
  origin: Origin,
  declarations: Declarations,
): SchemaNode {
  const { baseUri, documentUri } = origin
  const dialect = ownDialect(schema, declarations, '') ?? origin.dialect
  const uri = resolveUri(ownId(schema, dialect, '') ?? '', baseUri)
  const resource = createResource(schema, { uri: splitFragment(uri).uri, dialect, documentUri })
  const root: SchemaNode = {
    schema,
    resource,
    parent: undefined,
    location: '',
    children: new Map(),
  }
  declarations.addResource(resource, root)
  indexNode(root, declarations)
  return root
}

/** Adds the subschema at `location` below the node, with all that it holds. */
export function indexChild(
  parent: SchemaNode,
  child: { readonly location: string; readonly schema: JsonObject | boolean },
  declarations: Declarations,
): SchemaNode {
  const { location, schema } = child
  const { resource: outer } = parent
  const pointer = `${schemaPointer(parent)}${location}`
  const id = ownId(schema, outer.dialect, pointer)
  const dialect = ownDialect(schema, declarations, pointer) ?? outer.dialect
  const uri = id === undefined ? outer.uri : splitFragment(resolveUri(id, outer.uri)).uri
  const isOwn = id !== undefined && uri !== outer.uri
  const { documentUri } = outer
  const resource = isOwn ? createResource(schema, { uri, dialect, documentUri }) : outer
  const node: SchemaNode = { schema, resource, parent, location, children: new Map() }
  parent.children.set(location, node)
  if (isOwn) declarations.addResource(resource, node)
  indexNode(node, declarations)
  return node
}

const holdings = new Map<string, Holding>(
  keywordFacts.flatMap(({ keyword, holds }) => (holds === undefined ? [] : [[keyword, holds]])),
)

function indexNode(node: SchemaNode, declarations: Declarations): void {
  const { schema, resource } = node
  if (typeof schema === 'boolean') return
  addAnchors(node, schema)
  for (const [keyword, value] of schema) {
    const holding = resource.dialect.keywords.has(keyword) ? holdings.get(keyword) : undefined
    if (holding === undefined) continue
    for (const [suffix, held] of heldSchemas(value, holding)) {
      if (!isSchema(held)) continue
      const location = `/${escapeToken(keyword)}${suffix}`
      indexChild(node, { location, schema: held }, declarations)
    }
  }
}

export function isSchema(value: Json | undefined): value is JsonObject | boolean {
  return typeof value === 'boolean' || isJsonObject(value)
}

function heldSchemas(value: Json, holding: Holding): Iterable<readonly [string, Json]> {
  const isMap = holding === 'map' || holding === 'map-or-names'
  if (isMap && isJsonObject(value)) {
    return Array.from(value, ([key, held]) => [`/${escapeToken(key)}`, held] as const)
  }
  const isList = holding === 'list' || holding === 'one-or-list'
  if (isList && isJsonArray(value)) return value.map((held, index) => [`/${index}`, held] as const)
  return holding === 'one' || holding === 'one-or-list' ? [['', value]] : []
}

/** The base URI a schema declares; not one that is only an anchor, nor one hidden by a `$ref`. */
function ownId(
  schema: JsonObject | boolean,
  dialect: Dialect,
  pointer: string,
): string | undefined {
  if (typeof schema === 'boolean') return undefined
  const id = schema.get(dialect.idKeyword)
  if (typeof id !== 'string' || id.startsWith('#')) return undefined
  if (dialect.refHidesSiblings && schema.has('$ref')) return undefined
  if (id.length > MAX_URI) throw uriTooLong(`${pointer}/${dialect.idKeyword}`, id)
  return id
}

export function uriTooLong(pointer: string, uri: string): Error {
  return schemaInvalid({
    pointer,
    problem: `expected a URI of at most ${MAX_URI} characters, saw ${uri.length}`,
    hint: 'Shorten it.',
  })
}

function ownDialect(
  schema: JsonObject | boolean,
  declarations: Declarations,
  pointer: string,
): Dialect | undefined {
  const uri = typeof schema === 'boolean' ? undefined : schema.get('$schema')
  return uri === undefined ? undefined : declarations.dialectOf(uri, { pointer })
}

type Identity = Pick<Resource, 'uri' | 'dialect' | 'documentUri'>

function createResource(schema: JsonObject | boolean, identity: Identity): Resource {
  const hasRecursiveAnchor =
    identity.dialect.name === '2019-09' &&
    typeof schema !== 'boolean' &&
    schema.get('$recursiveAnchor') === true
  return { ...identity, anchors: new Map(), dynamicAnchors: new Map(), hasRecursiveAnchor }
}

function addAnchors(node: SchemaNode, schema: JsonObject): void {
  const { anchors, dynamicAnchors, dialect } = node.resource
  const { keywords, idKeyword, refHidesSiblings } = dialect
  const anchor = schema.get('$anchor')
  if (keywords.has('$anchor') && typeof anchor === 'string') anchors.set(anchor, node)
  const dynamicAnchor = schema.get('$dynamicAnchor')
  if (keywords.has('$dynamicAnchor') && typeof dynamicAnchor === 'string') {
    anchors.set(dynamicAnchor, node)
    dynamicAnchors.set(dynamicAnchor, node)
  }
  const id = schema.get(idKeyword)
  if (!refHidesSiblings || typeof id !== 'string' || schema.has('$ref')) return
  const { fragment } = splitFragment(id)
  if (fragment !== '') anchors.set(fragment, node)
}
