import type { JsonObject } from '../../kernel/json-value.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { keywordFacts } from './dialects/keyword-facts.data.js'
import { shorten } from './place.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'

/** One line for each keyword that is not checked though it looks as if it should be. */
export function lintKeywords(root: SchemaNode): string[] {
  // Schemas repeat their own unknown keywords by the thousand, and looking for neighbours is slow.
  const advice = new Map<string, string>()
  return lintNode(root, (keyword) => {
    const known = advice.get(keyword) ?? adviceOn(keyword)
    advice.set(keyword, known)
    return known
  })
}

type Advise = (keyword: string) => string

function lintNode(node: SchemaNode, advise: Advise): string[] {
  const { schema } = node
  if (typeof schema === 'boolean') return []
  const own = Array.from(schema.keys(), (keyword) =>
    isChecked(node, schema, keyword) ? undefined : lintKeyword(node, keyword, advise),
  )
  return [
    ...own.filter((warning) => warning !== undefined),
    ...Array.from(node.children.values()).flatMap((child) => lintNode(child, advise)),
  ]
}

const knownKeywords = keywordFacts.map(({ keyword }) => keyword)
const known = new Set([...knownKeywords, '$schema'])
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

function lintKeyword(node: SchemaNode, keyword: string, advise: Advise): string {
  const { name, keywords } = node.resource.dialect
  const at = `${JSON.stringify(shorten(keyword))} at ${schemaPointer(node) || 'the root'}`
  if (!known.has(keyword)) return `unknown keyword ${at}: ${advise(keyword)}`
  return keywords.has(keyword)
    ? `keyword ${at} stands beside $ref: ${name} ignores it`
    : `keyword ${at} has no meaning in dialect ${name}: it is ignored`
}

function adviceOn(keyword: string): string {
  const nearest = nearestWord(keyword.slice(0, 64), knownKeywords)
  return nearest === undefined ? 'it is ignored' : `did you mean ${nearest}?`
}
