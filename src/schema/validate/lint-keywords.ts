import { nearestWord } from '../../kernel/nearest-word.js'
import { keywordFacts } from './dialects/keyword-facts.data.js'
import { shorten } from './place.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'

/** One line for each keyword that no dialect knows, in the schema and below it. */
export function lintNode(node: SchemaNode): string[] {
  const { schema } = node
  if (typeof schema === 'boolean') return []
  const own = [...schema.keys()].flatMap((keyword) => lintKeyword(node, keyword))
  return [...own, ...[...node.children.values()].flatMap(lintNode)]
}

const knownKeywords = keywordFacts.map(({ keyword }) => keyword)
const known = new Set([...knownKeywords, '$schema'])

function lintKeyword(node: SchemaNode, keyword: string): string[] {
  // Those with x- are extensions on purpose.
  if (known.has(keyword) || keyword.startsWith('x-')) return []
  const nearest = nearestWord(keyword.slice(0, 64), knownKeywords)
  const advice = nearest === undefined ? 'it is ignored' : `did you mean ${nearest}?`
  const pointer = schemaPointer(node) || 'the root'
  return [`unknown keyword ${JSON.stringify(shorten(keyword))} at ${pointer}: ${advice}`]
}
