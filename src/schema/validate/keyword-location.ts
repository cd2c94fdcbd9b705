import { escapeToken } from './json-pointer.js'
import type { Trail } from './rule.js'
import type { SchemaNode } from './schema-node.js'

/** Where a keyword stands as the validator got there: references are steps of the way. */
export function keywordLocation(
  node: SchemaNode,
  keyword: string,
  trail: Trail | undefined,
): string {
  let path = keyword === '' ? '' : `/${escapeToken(keyword)}`
  let at: SchemaNode | undefined = node
  for (; at !== undefined && at !== trail?.target; at = at.parent) path = `${at.location}${path}`
  if (trail === undefined) return path
  return `${keywordLocation(trail.from, trail.keyword, trail.outer)}${path}`
}
