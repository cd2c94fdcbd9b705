import { isSchemaNode, recipeSchema, type SchemaNode } from './recipe-schema.js'
import type { RecipePath } from './recipe-problem.js'

let known: SchemaNode | undefined

/** Takes a few milliseconds to make, and is needed only when something is wrong. */
function knownSchema(): SchemaNode {
  known ??= recipeSchema()
  return known
}

/** The part of the recipe's own schema that governs a path; `recipe` tells the type of its source. */
export function schemaAt(path: RecipePath, recipe: unknown): SchemaNode | undefined {
  const root = knownSchema()
  let node: SchemaNode | undefined = root
  let value = recipe
  for (const key of path) {
    node = kindsOf(choose(node, value))
      .map((kind) => resolve(childOf(resolve(kind, root), key), root))
      .find(isSchemaNode)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  }
  return choose(node, value)
}

/** Keys that a section may have. */
export function keysOf(node: SchemaNode | undefined): readonly string[] {
  return Object.keys(node?.properties ?? {})
}

/** What the keys of a section are called, where it has keys of any name. */
export function keyNames(node: SchemaNode | undefined): unknown {
  return kindsOf(node).find(({ propertyNames }) => propertyNames !== undefined)?.propertyNames
}

/** Whether a value here says where a field of the record comes from. */
export function isField(node: SchemaNode | undefined): boolean {
  return node !== undefined && node === knownSchema().$defs?.['FieldSource']
}

/** Every key of the recipe with the dotted path of its section, which is empty for the top. */
export function allKeys(): readonly PlacedKey[] {
  allKnown ??= [...keysWithin(knownSchema(), '')]
  return allKnown
}

export interface PlacedKey {
  readonly section: string
  readonly key: string
}

let allKnown: readonly PlacedKey[] | undefined

function* keysWithin(node: SchemaNode, section: string): Generator<PlacedKey> {
  const variants = [node, ...(node.oneOf ?? [])].filter(isSchemaNode)
  for (const { properties = {} } of variants) {
    for (const key of Object.keys(properties)) if (key !== '$schema') yield { section, key }
  }
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    if (isSchemaNode(child)) yield* keysWithin(child, section === '' ? name : `${section}.${name}`)
  }
}

/** Of a value that may be a list or a section: both; otherwise what governs it anyway. */
function kindsOf(node: SchemaNode | undefined): readonly SchemaNode[] {
  return [node, ...(node?.anyOf ?? [])].filter(isSchemaNode)
}

function childOf(node: SchemaNode | undefined, key: string | number): SchemaNode | undefined {
  if (node === undefined) return undefined
  const { properties = {}, additionalProperties, items } = node
  if (typeof key === 'number') return [items].flat().find(isSchemaNode)
  const own = Object.hasOwn(properties, key) ? properties[key] : undefined
  return [own, additionalProperties].find(isSchemaNode)
}

function resolve(node: SchemaNode | undefined, root: SchemaNode): SchemaNode | undefined {
  const name = node?.$ref?.split('/').at(-1)
  if (name === undefined) return node
  const target = root.$defs?.[name]
  return isSchemaNode(target) ? target : node
}

/** The variant whose `type` is that of the value; the first list or object where there is a choice. */
function choose(node: SchemaNode | undefined, value: unknown): SchemaNode | undefined {
  if (node?.oneOf === undefined) return node
  const type: unknown =
    typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  const variants = node.oneOf.filter(isSchemaNode)
  const isMeant = ({ properties }: SchemaNode): boolean =>
    isSchemaNode(properties?.['type']) && typesOf(properties['type']).includes(type)
  return variants.find(isMeant) ?? { ...node, properties: { type: { enum: allTypes(variants) } } }
}

function allTypes(variants: readonly SchemaNode[]): string[] {
  return variants.flatMap(({ properties }) =>
    isSchemaNode(properties?.['type']) ? typesOf(properties['type']).map(String) : [],
  )
}

function typesOf(node: SchemaNode): readonly unknown[] {
  return node.enum ?? [node.const]
}
