import type { Json, JsonObject } from '../../kernel/json-value.js'
import { isJsonArray, isJsonObject } from '../../kernel/json-value.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { checkSize } from './check-size.js'
import { createDialect, type Dialect } from './dialects/dialect.js'
import type { DialectName } from './dialects/dialect-name.js'
import { dialectUris, metaschema, metaschemaDialect } from './dialects/metaschemas.js'
import {
  indexChild,
  indexDocument,
  isSchema,
  uriTooLong,
  type Declarations,
} from './index-schema.js'
import { escapeToken, pointerTokens } from './json-pointer.js'
import { schemaInvalid } from './schema-invalid.js'
import { schemaPointer, type Resource, type SchemaNode } from './schema-node.js'
import { MAX_URI, NO_URI, resolveUri, shownUri, splitFragment } from './uri.js'

export interface StoreOptions {
  readonly defaultDialect: DialectName
  readonly documents: ReadonlyMap<string, Json>
  /** Most values of a document. */
  readonly maxValues: number
}

/** All schemas that references can reach: never fetched, only given or built in. */
export interface SchemaStore {
  readonly root: SchemaNode
  /** What a reference written in a keyword of `from` leads to. */
  resolve(reference: string, from: SchemaNode, keyword: string): SchemaNode
  /** The subschema there, known or not: draft-04 ids and unknown keywords need no declaration. */
  childOf(parent: SchemaNode, location: string, schema: JsonObject | boolean): SchemaNode
  rootOf(resource: Resource): SchemaNode
  /** Where dynamic references with these anchors can lead, among what was loaded so far. */
  dynamicTargets(anchors: ReadonlySet<string | undefined>): readonly SchemaNode[]
}

export function openSchemaStore(
  schema: JsonObject | boolean,
  { defaultDialect, documents, maxValues }: StoreOptions,
): SchemaStore {
  const roots = new Map<string, SchemaNode>()
  const rootsByResource = new Map<Resource, SchemaNode>()
  const given = new Map(Array.from(documents, ([uri, json]) => [resolveUri(uri, NO_URI), json]))
  const fallback = createDialect(defaultDialect)

  const declarations: Declarations = {
    addResource(resource, root) {
      if (!roots.has(resource.uri)) roots.set(resource.uri, root)
      rootsByResource.set(resource, root)
    },
    dialectOf: (uri, { pointer }) => findDialect(uri, pointer, given),
  }

  function load(uri: string): SchemaNode | undefined {
    const known = roots.get(uri)
    if (known !== undefined) return known
    const document = given.get(uri) ?? given.get(`${uri}#`) ?? metaschema(uri) ?? byOwnId(uri)
    if (!isSchema(document)) return undefined
    checkSize(document, maxValues)
    const origin = { baseUri: uri, documentUri: shownUri(uri), dialect: fallback }
    const root = indexDocument(document, origin, declarations)
    roots.set(uri, root)
    return root
  }

  function byOwnId(uri: string): Json | undefined {
    return [...given.values()].find(
      (json) => isJsonObject(json) && trimHash(json.get('$id') ?? json.get('id')) === uri,
    )
  }

  function childOf(
    parent: SchemaNode,
    location: string,
    schema_: JsonObject | boolean,
  ): SchemaNode {
    const child = { location, schema: schema_ }
    return parent.children.get(location) ?? indexChild(parent, child, declarations)
  }

  const root = indexDocument(
    schema,
    { baseUri: NO_URI, documentUri: '', dialect: fallback },
    declarations,
  )
  roots.set(NO_URI, root)

  return {
    root,
    childOf,
    rootOf: (resource) => rootsByResource.get(resource) ?? root,
    dynamicTargets: (anchors) =>
      Array.from(rootsByResource).flatMap(([resource, resourceRoot]) =>
        Array.from(anchors, (anchor) =>
          anchor === undefined
            ? recursiveTarget(resource, resourceRoot)
            : resource.dynamicAnchors.get(anchor),
        ).filter((target) => target !== undefined),
      ),
    resolve(reference, from, keyword) {
      if (reference.length > MAX_URI && !reference.startsWith('#')) {
        throw uriTooLong(schemaPointer(from, keyword), reference)
      }
      const { uri, fragment } = splitFragment(resolveUri(reference, from.resource.uri))
      const target = load(uri)
      if (target === undefined) throw unresolvable(reference, uri, schemaPointer(from, keyword))
      const found = fragment.startsWith('/')
        ? follow(target, fragment, childOf)
        : fragment === ''
          ? target
          : target.resource.anchors.get(fragment)
      if (found !== undefined) return found
      const meant = nearestTarget(target, fragment)
      const pointer = schemaPointer(from, keyword)
      throw deadEnd({ pointer, reference, meant: meant && `${reference.split('#')[0]}#${meant}` })
    },
  }
}

function recursiveTarget(resource: Resource, root: SchemaNode): SchemaNode | undefined {
  return resource.hasRecursiveAnchor ? root : undefined
}

function trimHash(uri: Json | undefined): string {
  return typeof uri === 'string' ? uri.replace(/#$/u, '') : ''
}

/** Walks a JSON Pointer, changing to the innermost known subschema on the way. */
function follow(
  root: SchemaNode,
  pointer: string,
  childOf: SchemaStore['childOf'],
): SchemaNode | undefined {
  let node = root
  let location = ''
  let value: Json | undefined = root.schema
  for (const token of pointerTokens(pointer)) {
    value = step(value, token)
    if (value === undefined) return undefined
    location += `/${escapeToken(token)}`
    const child = node.children.get(location)
    if (child === undefined) continue
    node = child
    location = ''
  }
  if (location === '') return node
  return isSchema(value) ? childOf(node, location, value) : undefined
}

/** The fragment with the name put right that leads nowhere, where there is one like it. */
function nearestTarget(root: SchemaNode, fragment: string): string | undefined {
  if (!fragment.startsWith('/')) return nearestWord(fragment, [...root.resource.anchors.keys()])
  let location = ''
  let value: Json | undefined = root.schema
  for (const token of pointerTokens(fragment)) {
    const names = isJsonObject(value) ? [...value.keys()] : []
    const there = names.includes(token) ? token : nearestWord(token, names)
    if (there === undefined) return undefined
    value = step(value, there)
    location += `/${escapeToken(there)}`
  }
  return isSchema(value) ? location : undefined
}

function step(value: Json | undefined, token: string): Json | undefined {
  if (isJsonObject(value)) return value.get(token)
  return isJsonArray(value) && /^(?:0|[1-9]\d*)$/u.test(token) ? value[Number(token)] : undefined
}

function unresolvable(reference: string, uri: string, pointer: string): Error {
  const isSame = reference.split('#')[0] === shownUri(uri)
  return schemaInvalid({
    pointer,
    problem: `expected a reference within this schema, saw ${shownReference(reference)}${isSame ? '' : ` (${shownReference(shownUri(uri))})`}: references are not fetched`,
    hint: 'Copy that schema under $defs and refer to it as #/$defs/NAME, or pass it in documents.',
  })
}

interface DeadEnd {
  readonly pointer: string
  readonly reference: string
  readonly meant: string | undefined
}

function deadEnd({ pointer, reference, meant }: DeadEnd): Error {
  const shown = shownReference(reference)
  const question = meant === undefined ? '' : `, did you mean ${shownReference(meant)}?`
  return schemaInvalid({
    pointer,
    problem: `expected a reference to a schema, nothing is at ${shown}${question}`,
    hint:
      meant === undefined
        ? 'Correct the reference, or add the schema that it names.'
        : `Write ${shownReference(meant)}.`,
  })
}

function shownReference(reference: string): string {
  return JSON.stringify(reference.slice(0, MOST_SHOWN).toWellFormed())
}

const MOST_SHOWN = 80

function findDialect(uri: Json, pointer: string, given: ReadonlyMap<string, Json>): Dialect {
  const name = typeof uri === 'string' ? trimHash(uri) : ''
  const known = metaschemaDialect(name)
  if (known !== undefined) return createDialect(known)
  const custom = given.get(name) ?? given.get(`${name}#`)
  if (!isJsonObject(custom)) throw unknownDialect(uri, pointer)
  const parent = metaschemaDialect(trimHash(custom.get('$schema'))) ?? '2020-12'
  const vocabulary = custom.get('$vocabulary')
  if (!isJsonObject(vocabulary)) return createDialect(parent)
  const names = new Set<string>(['core'])
  for (const [vocabularyUri, isRequired] of vocabulary) {
    const match = /^https:\/\/json-schema\.org\/draft\/[\d-]+\/vocab\/([a-z-]+)$/u.exec(
      vocabularyUri,
    )
    if (match?.[1] !== undefined) names.add(match[1])
    else if (isRequired === true) throw unknownVocabulary(vocabularyUri, pointer)
  }
  return createDialect(parent, names)
}

function unknownDialect(uri: Json, pointer: string): Error {
  const seen = typeof uri === 'string' ? shownReference(uri) : 'a value that is no text'
  const meant = typeof uri === 'string' ? nearestWord(uri, dialectUris) : undefined
  const question = meant === undefined ? '' : `, did you mean "${meant}"?`
  return schemaInvalid({
    pointer: `${pointer}/$schema`,
    problem: `expected a known dialect, saw ${seen}${question}`,
    hint: `Write "${meant ?? 'https://json-schema.org/draft/2020-12/schema'}".`,
  })
}

function unknownVocabulary(uri: string, pointer: string): Error {
  return schemaInvalid({
    pointer: `${pointer}/$schema`,
    problem: `the metaschema requires the unknown vocabulary ${JSON.stringify(uri.slice(0, 80))}`,
    hint: 'Declare the vocabulary with false, or use a standard dialect.',
  })
}
