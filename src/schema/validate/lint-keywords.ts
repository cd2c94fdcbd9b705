import type { JsonObject } from '../../kernel/json-value.js'
import { nearestWord } from '../../kernel/nearest-word.js'
import { keywordFacts } from './dialects/keyword-facts.data.js'
import { shorten } from './place.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'

/** One line for each keyword that is not checked though it looks as if it should be. */
export function lintNode(node: SchemaNode): string[] {
  const { schema } = node
  if (typeof schema === 'boolean') return []
  const own = Array.from(schema.keys(), (keyword) => lintKeyword(node, schema, keyword))
  return [
    ...own.filter((warning) => warning !== undefined),
    ...Array.from(node.children.values()).flatMap(lintNode),
  ]
}

const knownKeywords = keywordFacts.map(({ keyword }) => keyword)
const known = new Set([...knownKeywords, '$schema'])
const asserting = new Set(
  keywordFacts.filter(({ vocabulary }) => vocabulary !== 'core').map(({ keyword }) => keyword),
)

function lintKeyword(node: SchemaNode, schema: JsonObject, keyword: string): string | undefined {
  // Those with x- are extensions on purpose.
  if (keyword.startsWith('x-')) return undefined
  const at = `${JSON.stringify(shorten(keyword))} at ${schemaPointer(node) || 'the root'}`
  if (!known.has(keyword)) return `unknown keyword ${at}: ${advice(keyword)}`
  if (!asserting.has(keyword)) return undefined
  const { dialect } = node.resource
  if (!dialect.keywords.has(keyword)) {
    return `keyword ${at} has no meaning in dialect ${dialect.name}: it is ignored`
  }
  const isHidden = dialect.refHidesSiblings && schema.has('$ref')
  return isHidden ? `keyword ${at} stands beside $ref: ${dialect.name} ignores it` : undefined
}

function advice(keyword: string): string {
  const nearest = nearestWord(keyword.slice(0, 64), knownKeywords)
  return nearest === undefined ? 'it is ignored' : `did you mean ${nearest}?`
}
