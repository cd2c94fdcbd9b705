import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { escapeToken, pointerTokens } from '../schema/validate/json-pointer.js'
import { schemaPointer, type SchemaNode } from '../schema/validate/schema-node.js'
import type { SchemaStore } from '../schema/validate/schema-store.js'
import type { KeywordPlace } from './said-of-member.js'

export interface CarriedSchemas {
  readonly schemas: readonly Json[]
  /** Where their references lead, by the name in `table`. */
  readonly definitions: JsonObject
  readonly table: '$defs' | 'definitions'
  /** Keywords that mean nothing outside of their document. */
  readonly lost: readonly KeywordPlace[]
}

/** What only references need, all of which lead to the table afterwards. */
const naming = [
  '$schema',
  '$defs',
  'definitions',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
]
const dynamic = ['$dynamicRef', '$recursiveRef']

/** Copies of the schemas that stand in another document, with all that they refer to. */
export function carrySchemas(nodes: readonly SchemaNode[], store: SchemaStore): CarriedSchemas {
  const names = new Map<SchemaNode, string>()
  const taken = new Set<string>()
  const lost: KeywordPlace[] = []
  const table = tableOf(store.root)

  function copy(node: SchemaNode): Json {
    const { schema, resource } = node
    if (typeof schema === 'boolean') return schema
    const { idKeyword, refHidesSiblings } = resource.dialect
    const isHiding = refHidesSiblings && schema.has('$ref')
    return new Map(
      Array.from(schema).flatMap(([key, value]): [string, Json][] => {
        if (isHiding && key !== '$ref') return []
        if (naming.includes(key) || key === idKeyword) return []
        if (dynamic.includes(key)) {
          lost.push({ keyword: key, pointer: schemaPointer(node, key) })
          return []
        }
        if (key === '$ref' && typeof value === 'string') return [[key, reference(value, node)]]
        return [[key, copyWithin(node, value, `/${escapeToken(key)}`)]]
      }),
    )
  }

  function copyWithin(node: SchemaNode, value: Json, location: string): Json {
    const child = node.children.get(location)
    if (child !== undefined) return copy(child)
    if (isJsonArray(value)) {
      return value.map((item, index) => copyWithin(node, item, `${location}/${index}`))
    }
    if (!isJsonObject(value)) return value
    return new Map(
      Array.from(value, ([key, member]) => [
        key,
        copyWithin(node, member, `${location}/${escapeToken(key)}`),
      ]),
    )
  }

  /** Another document is never sent: what refuses references to it says so. */
  function reference(text: string, node: SchemaNode): string {
    const target = store.resolve(text, node, '$ref')
    if (target.resource.documentUri !== '') return text
    const name = names.get(target) ?? newName(target, taken)
    names.set(target, name)
    taken.add(name)
    return `#/${table}/${name}`
  }

  const schemas = nodes.map((node) => copy(node))
  const definitions = new Map<string, Json>()
  // Copies name more of them, which come up behind those that are there.
  for (const [node, name] of names) definitions.set(name, copy(node))
  return { schemas, definitions, table, lost }
}

function tableOf({ schema, resource }: SchemaNode): CarriedSchemas['table'] {
  if (!resource.dialect.keywords.has('$defs')) return 'definitions'
  const isOld = isJsonObject(schema) && schema.has('definitions') && !schema.has('$defs')
  return isOld ? 'definitions' : '$defs'
}

/** The last token of where it stands, with nothing in it that a reference would have to escape. */
function newName(node: SchemaNode, taken: ReadonlySet<string>): string {
  const token = pointerTokens(schemaPointer(node)).at(-1) ?? 'sample'
  const name = token.replaceAll(/[^\w.-]/gu, '_')
  for (let count = 1; ; count += 1) {
    const numbered = count === 1 ? name : `${name}_${count}`
    if (!taken.has(numbered)) return numbered
  }
}
