import { isJsonObject } from '../kernel/json-value.js'
import { escapeToken } from '../schema/validate/json-pointer.js'
import { compilePattern } from '../schema/validate/pattern/compile-pattern.js'
import { schemaPointer, type SchemaNode } from '../schema/validate/schema-node.js'
import type { SchemaStore } from '../schema/validate/schema-store.js'

export interface SaidOfMember {
  /** The member fits each of them. */
  readonly schemas: readonly SchemaNode[]
  /** Keywords that say more of it, but together with other members or not in every case. */
  readonly beyond: readonly KeywordPlace[]
}

export interface KeywordPlace {
  readonly keyword: string
  readonly pointer: string
}

/** Schemas of the same object that do not count in every case. */
const conditions = ['anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'dependencies']
const dynamic = ['$dynamicRef', '$recursiveRef']
const listing = ['enum', 'const']
const rest = 'unevaluatedProperties'

/** What the schema of an object says of a member that the object has. */
export function saidOfMember(name: string, store: SchemaStore): SaidOfMember {
  const schemas: SchemaNode[] = []
  const beyond: KeywordPlace[] = []
  const evaluatedBy = new Map<SchemaNode, boolean>()

  /** Tells whether the schema evaluates the member. */
  function add(node: SchemaNode): boolean {
    const known = evaluatedBy.get(node)
    if (known !== undefined) return known
    evaluatedBy.set(node, false)
    const own = ownSchemas(node, name)
    schemas.push(...own)
    const keywords = keywordsOf(node)
    const evaluated = keywords.flatMap((keyword) => unconditional(node, keyword)).map(add)
    for (const keyword of keywords) if (isBeyond(node, keyword)) addBeyond(node, keyword)
    let isEvaluated = own.length > 0 || evaluated.includes(true)
    const last = keywords.includes(rest) ? node.children.get(`/${rest}`) : undefined
    if (last !== undefined && !isEvaluated) {
      isEvaluated = true
      if (!keywords.some((keyword) => isCondition(keyword))) schemas.push(last)
      else if (last.schema !== true) addBeyond(node, rest)
    }
    evaluatedBy.set(node, isEvaluated)
    return isEvaluated
  }

  function addBeyond(node: SchemaNode, keyword: string): void {
    beyond.push({ keyword, pointer: schemaPointer(node, keyword) })
  }

  /** Schemas of the same object that count whenever this one does. */
  function unconditional(node: SchemaNode, keyword: string): readonly SchemaNode[] {
    if (keyword === 'allOf') return partsAt(node, keyword)
    if (keyword === '$ref') return targetOf(node, keyword)
    const own = keyword.startsWith('depend') ? dependentOn(node, keyword) : undefined
    return own === undefined ? [] : [own]
  }

  function dependentOn(node: SchemaNode, keyword: string): SchemaNode | undefined {
    return node.children.get(`/${keyword}/${escapeToken(name)}`)
  }

  function targetOf(node: SchemaNode, keyword: string): readonly SchemaNode[] {
    const reference = typeof node.schema === 'boolean' ? undefined : node.schema.get(keyword)
    return typeof reference === 'string' ? [store.resolve(reference, node, keyword)] : []
  }

  function isBeyond(node: SchemaNode, keyword: string): boolean {
    if (listing.includes(keyword)) return true
    if (!isCondition(keyword)) return false
    const own = dependentOn(node, keyword)
    const seen = new Set<SchemaNode>()
    return conditional(node, keyword).some((part) => part !== own && restricts(part, seen))
  }

  function conditional(node: SchemaNode, keyword: string): readonly SchemaNode[] {
    if (dynamic.includes(keyword)) return targetOf(node, keyword)
    const keywords = keyword === 'if' ? ['if', 'then', 'else'] : [keyword]
    return keywords.flatMap((each) => partsAt(node, each))
  }

  function restricts(node: SchemaNode, seen: Set<SchemaNode>): boolean {
    if (seen.has(node) || typeof node.schema === 'boolean') return false
    seen.add(node)
    if (ownSchemas(node, name).some(({ schema }) => schema !== true)) return true
    return keywordsOf(node).some((keyword) => {
      if (listing.includes(keyword)) return true
      if (keyword === rest) return node.children.get(`/${rest}`)?.schema !== true
      const parts = [...unconditional(node, keyword), ...conditional(node, keyword)]
      return isInPlace(keyword) && parts.some((part) => restricts(part, seen))
    })
  }

  add(store.root)
  return { schemas, beyond }
}

function isCondition(keyword: string): boolean {
  return conditions.includes(keyword) || dynamic.includes(keyword)
}

function isInPlace(keyword: string): boolean {
  return keyword === 'allOf' || keyword === '$ref' || isCondition(keyword)
}

/** Those that count. */
function keywordsOf({ schema, resource }: SchemaNode): readonly string[] {
  if (typeof schema === 'boolean') return []
  const { keywords, refHidesSiblings } = resource.dialect
  if (refHidesSiblings && schema.has('$ref')) return ['$ref']
  return Array.from(schema.keys()).filter((keyword) => keywords.has(keyword))
}

function partsAt({ children }: SchemaNode, keyword: string): readonly SchemaNode[] {
  const location = `/${keyword}`
  return Array.from(children.values()).filter(
    (child) => child.location === location || child.location.startsWith(`${location}/`),
  )
}

/** What `properties`, `patternProperties` and `additionalProperties` say of the member. */
function ownSchemas(node: SchemaNode, name: string): readonly SchemaNode[] {
  const keywords = keywordsOf(node)
  const patterns = typeof node.schema === 'boolean' ? undefined : node.schema.get(patterned)
  const matching = (isJsonObject(patterns) ? Array.from(patterns.keys()) : []).filter((pattern) =>
    compilePattern(pattern, schemaPointer(node, patterned, pattern))(name),
  )
  const places = [['properties', name], ...matching.map((pattern) => [patterned, pattern])]
  const own = places
    .filter(([keyword = '']) => keywords.includes(keyword))
    .map((tokens) => node.children.get(tokens.map((token) => `/${escapeToken(token)}`).join('')))
    .filter((child) => child !== undefined)
  if (own.length > 0 || !keywords.includes(additional)) return own
  return partsAt(node, additional)
}

const patterned = 'patternProperties'
const additional = 'additionalProperties'
