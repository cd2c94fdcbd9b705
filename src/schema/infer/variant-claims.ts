import type { Json } from '../../kernel/json-value.js'
import type { Kind } from './kind-of.js'
import { plenty } from './evidence.js'
import type { Inference, Node } from './inference.js'

import type { Variant } from './variants.js'

/** So few objects of a variant say nothing about the others of it. */
const RAREST = 5

interface Union {
  readonly node: Node
  /** Keys that all variants have. */
  readonly required: ReadonlySet<string>
}

/**
 * Adds `oneOf`, or `anyOf` beside other types, where the value of a key such as `type` says which other keys there are: for each value
 * the keys that all its objects have, those that none has, and types where others have more.
 */
export function variantClaims(
  schema: Map<string, Json>,
  { node, required }: Union,
  { evidence, claims }: Inference,
): void {
  const { objects } = node.shape
  if (objects.count < plenty(evidence) || objects.variants === 'none') return
  const unions = Array.from(objects.variants).flatMap(([tag, table]) =>
    table !== 'none' && isTagged(table, objects.count) ? [{ tag, table }] : [],
  )
  const [best] = unions.toSorted(
    (left, right) => telling(right.table) - telling(left.table) || (left.tag < right.tag ? -1 : 1),
  )
  if (best === undefined || telling(best.table) === 0) return
  const { tag, table } = best
  const keyword = schema.get('type') === 'object' ? 'oneOf' : 'anyOf'
  const branches = byCount(table).map(([value, variant]) => {
    claims.push({
      pointer: node.pointer,
      keyword,
      about: `${tag} ${JSON.stringify(value)}`,
      support: variant.count,
      of: objects.count,
    })
    return branchOf({ tag, value, variant, table }, required)
  })
  // Values that are no objects match every branch.
  schema.set(keyword, branches)
}

type Table = ReadonlyMap<string, Variant>

/** All objects have the tag, and each value of it came often enough to tell what goes with it. */
function isTagged(table: Table, count: number): boolean {
  const variants = [...table.values()]
  const tagged = variants.reduce((sum, variant) => sum + variant.count, 0)
  return tagged === count && variants.length > 1 && variants.every((one) => one.count >= RAREST)
}

/** How many keys all objects of a variant have and none of another. */
function telling(table: Table): number {
  const variants = [...table.values()]
  return keysOf(table).filter(
    (key) =>
      variants.some((one) => one.keys.get(key)?.count === one.count) &&
      variants.some((one) => !one.keys.has(key)),
  ).length
}

interface Branch {
  readonly tag: string
  readonly value: string
  readonly variant: Variant
  readonly table: Table
}

function branchOf({ tag, value, variant, table }: Branch, required: ReadonlySet<string>): Json {
  const properties = new Map<string, Json>([[tag, new Map([['const', value]])]])
  const own = new Set([tag])
  for (const key of keysOf(table)) {
    if (key === tag) continue
    const held = variant.keys.get(key)
    if (held === undefined) properties.set(key, false)
    else if (held.count === variant.count && !required.has(key)) own.add(key)
    const types = held && narrowerTypes(held.kinds, kindsOf(table, key))
    if (types) properties.set(key, new Map([['type', types]]))
  }
  return new Map<string, Json>([
    ['properties', properties],
    ['required', [...own]],
  ])
}

/** The types of a key, where other variants have more of them. */
function narrowerTypes(kinds: ReadonlySet<Kind>, all: ReadonlySet<Kind>): Json | undefined {
  const [own, others] = [typesOf(kinds), typesOf(all)]
  if (own.length === others.length) return undefined
  return own.length === 1 ? (own[0] ?? null) : own
}

/** Every integer is a number as well. */
function typesOf(kinds: ReadonlySet<Kind>): readonly Kind[] {
  const sorted = [...kinds].toSorted()
  return kinds.has('number') ? sorted.filter((kind) => kind !== 'integer') : sorted
}

function kindsOf(table: Table, key: string): ReadonlySet<Kind> {
  return new Set([...table.values()].flatMap(({ keys }) => [...(keys.get(key)?.kinds ?? [])]))
}

function keysOf(table: Table): readonly string[] {
  return [...new Set([...table.values()].flatMap(({ keys }) => [...keys.keys()]))].toSorted()
}

function byCount(table: Table): readonly (readonly [string, Variant])[] {
  return Array.from(table).toSorted(
    ([left, one], [right, other]) => other.count - one.count || (left < right ? -1 : 1),
  )
}
