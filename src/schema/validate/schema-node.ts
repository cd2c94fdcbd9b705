import type { JsonObject } from '../../kernel/json-value.js'
import type { Dialect } from './dialects/dialect.js'
import { escapeToken } from './json-pointer.js'

/** A schema or subschema where it stands in its document. */
export interface SchemaNode {
  readonly schema: JsonObject | boolean
  readonly resource: Resource
  readonly parent: SchemaNode | undefined
  /** JSON Pointer from the parent, for example `/properties/name`; empty at the root. */
  readonly location: string
  /** By their location. Those below unknown keywords are added when a reference leads there. */
  readonly children: Map<string, SchemaNode>
}

/** A schema with an identifier of its own, and everything below it that has none. */
export interface Resource {
  /** Absolute, without fragment. */
  readonly uri: string
  readonly dialect: Dialect
  /** Of the document, before the `#` of a schema pointer; empty for the schema being compiled. */
  readonly documentUri: string
  readonly anchors: Map<string, SchemaNode>
  readonly dynamicAnchors: Map<string, SchemaNode>
  /** 2019-09 only. */
  readonly hasRecursiveAnchor: boolean
}

/** Where the node, or a keyword of it, stands: a JSON Pointer, after `<uri>#` in another document. */
export function schemaPointer(node: SchemaNode, ...tokens: readonly string[]): string {
  const locations = tokens.map((token) => `/${escapeToken(token)}`)
  let at: SchemaNode | undefined = node
  for (; at !== undefined; at = at.parent) locations.unshift(at.location)
  const { documentUri } = node.resource
  return `${documentUri === '' ? '' : `${documentUri}#`}${locations.join('')}`
}

/** Whether a reference into the resource can be bent to another by the resources passed on the way. */
export function isDynamic(resource: Resource): boolean {
  return resource.hasRecursiveAnchor || resource.dynamicAnchors.size > 0
}
