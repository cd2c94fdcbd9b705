import type { JsonObject } from '../../kernel/json-value.js'
import { keywordFacts } from './dialects/keyword-facts.data.js'
import { foreignKeywords } from './foreign-keywords.js'
import { misspeltKeyword, nearestKeyword } from './misspelt-keyword.js'
import { shorten } from './place.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'
import type { SchemaMistake } from './schema-mistake.js'

export interface KeywordFindings {
  /** One line for each keyword that is not checked though it looks as if it should be. */
  readonly warnings: readonly string[]
  /** Keywords that must be meant to be others. */
  readonly mistakes: readonly SchemaMistake[]
}

/** A schema of more unknown words is written in another language than JSON Schema, not misspelt. */
const MOST_WORDS = 200

export function lintKeywords(root: SchemaNode): KeywordFindings {
  const warnings: string[] = []
  const mistakes: SchemaMistake[] = []
  const neighboursOf = createNeighbours()
  for (const { node, keyword } of uncheckedKeywords(root)) {
    if (keyword === '$async') continue
    const { meant, nearest } = known.has(keyword) ? none : neighboursOf(keyword)
    if (meant === undefined) warnings.push(lintKeyword(node, keyword, nearest))
    else mistakes.push(misspelt(node, keyword, meant))
  }
  return { warnings, mistakes: [...mistakes, ...foreignWithin(root)] }
}

interface Neighbours {
  /** What must be meant. */
  readonly meant?: string | undefined
  /** What may be meant. */
  readonly nearest?: string | undefined
}

const none: Neighbours = {}

/** Schemas repeat their own unknown keywords by the thousand, and looking for neighbours is slow. */
function createNeighbours(): (keyword: string) => Neighbours {
  const found = new Map<string, Neighbours>()
  return (keyword) => {
    const before = found.get(keyword)
    if (before !== undefined) return before
    if (found.size >= MOST_WORDS) return none
    const meant = misspeltKeyword(keyword)
    const fresh = meant === undefined ? { nearest: nearestKeyword(keyword) } : { meant }
    found.set(keyword, fresh)
    return fresh
  }
}

function foreignWithin(node: SchemaNode): readonly SchemaMistake[] {
  return [...foreignKeywords(node), ...Array.from(node.children.values()).flatMap(foreignWithin)]
}

interface Unchecked {
  readonly node: SchemaNode
  readonly keyword: string
}

function* uncheckedKeywords(node: SchemaNode): Generator<Unchecked> {
  const { schema } = node
  if (typeof schema === 'boolean') return
  for (const keyword of schema.keys()) {
    if (!isChecked(node, schema, keyword)) yield { node, keyword }
  }
  for (const child of node.children.values()) yield* uncheckedKeywords(child)
}

const known = new Set(keywordFacts.map(({ keyword }) => keyword))
const asserting = new Set(
  keywordFacts.filter(({ vocabulary }) => vocabulary !== 'core').map(({ keyword }) => keyword),
)

/** Annotations and definitions have nothing to check; those with x- are extensions on purpose. */
function isChecked({ resource }: SchemaNode, schema: JsonObject, keyword: string): boolean {
  if (keyword.startsWith('x-')) return true
  if (!asserting.has(keyword)) return known.has(keyword)
  const { keywords, refHidesSiblings } = resource.dialect
  return keywords.has(keyword) && !(refHidesSiblings && schema.has('$ref'))
}

function lintKeyword(node: SchemaNode, keyword: string, nearest: string | undefined): string {
  const { name, keywords } = node.resource.dialect
  const at = `${JSON.stringify(shorten(keyword))} at ${schemaPointer(node) || 'the root'}`
  if (!known.has(keyword)) return `unknown keyword ${at}: ${adviceOn(nearest)}`
  return keywords.has(keyword)
    ? `keyword ${at} stands beside $ref: ${name} ignores it`
    : `keyword ${at} has no meaning in dialect ${name}: it is ignored`
}

function adviceOn(nearest: string | undefined): string {
  return nearest === undefined ? 'it is ignored' : `it is ignored, did you mean ${nearest}?`
}

function misspelt(node: SchemaNode, keyword: string, meant: string): SchemaMistake {
  return {
    pointer: schemaPointer(node, keyword),
    isKey: true,
    problem: `unknown keyword, did you mean ${meant}?`,
    hint: `Write ${meant} instead; call keywords of your own x-${keyword.replace(/^\$/u, '')}.`,
  }
}
