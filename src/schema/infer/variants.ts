import { kindOf, type Kind } from './kind-of.js'
import type { JsonObject } from '../../kernel/json-value.js'

/** Tag key → what objects hold by its value; `none` once there can be no tagged union. */
export type Variants = Map<string, Map<string, Variant> | 'none'> | 'none'

/** Objects whose tag has one value. */
export interface Variant {
  count: number
  readonly keys: Map<string, VariantKey>
}

interface VariantKey {
  /** Objects of the variant that have the key. */
  count: number
  /** Kinds of its values. */
  readonly kinds: Set<Kind>
}

/** More are a column of values, not a tag. */
const MOST_VARIANTS = 16

const LONGEST_TAG = 64

/** Keys in all variants together. */
const MOST_PAIRS = 512

const MOST_TAGS = 4

/** What programs call the key that says which of several shapes an object has. */
const tagNames = new Set(
  'type kind tag op operation event eventtype action role mode method variant class object resourcetype messagetype status'.split(
    ' ',
  ),
)

export function isTagName(key: string): boolean {
  return key.length <= LONGEST_TAG && tagNames.has(key.replaceAll(/[@$_-]/gu, '').toLowerCase())
}

/** Notes what an object holds, for each tag of it; in place as far as possible. */
export function addVariant(
  variants: Variants,
  object: JsonObject,
  tags: readonly string[],
): Variants {
  let added = variants
  for (const tag of tags) {
    if (added === 'none') return 'none'
    const value = object.get(tag)
    const table = added.get(tag) ?? new Map<string, Variant>()
    if (typeof value !== 'string' || value.length > LONGEST_TAG || table === 'none') {
      added.set(tag, 'none')
    } else {
      const variant = variantOf(table, value)
      variant.count += 1
      object.forEach((member, key) => addKey(variant, key, { count: 1, kinds: [kindOf(member)] }))
      added.set(tag, kept(table))
    }
    added = added.size > MOST_TAGS ? 'none' : added
  }
  return added
}

/** Takes others in, in place as far as possible; nothing is shared afterwards. */
export function addVariants(variants: Variants, others: Variants): Variants {
  if (variants === 'none' || others === 'none') return 'none'
  for (const [tag, others_] of others) {
    const table = variants.get(tag) ?? new Map<string, Variant>()
    variants.set(tag, table === 'none' || others_ === 'none' ? 'none' : addTable(table, others_))
  }
  return variants.size > MOST_TAGS ? 'none' : variants
}

function addTable(
  table: Map<string, Variant>,
  others: ReadonlyMap<string, Variant>,
): Map<string, Variant> | 'none' {
  for (const [value, { count, keys }] of others) {
    const variant = variantOf(table, value)
    variant.count += count
    for (const [key, seen] of keys) addKey(variant, key, seen)
  }
  return kept(table)
}

function addKey(
  { keys }: Variant,
  key: string,
  { count, kinds }: { readonly count: number; readonly kinds: Iterable<Kind> },
): void {
  const known = keys.get(key)
  if (known === undefined) keys.set(key, { count, kinds: new Set(kinds) })
  else {
    known.count += count
    for (const kind of kinds) known.kinds.add(kind)
  }
}

function variantOf(table: Map<string, Variant>, value: string): Variant {
  const known = table.get(value)
  if (known) return known
  const variant = { count: 0, keys: new Map<string, VariantKey>() }
  table.set(value, variant)
  return variant
}

function kept(table: Map<string, Variant>): Map<string, Variant> | 'none' {
  if (table.size > MOST_VARIANTS) return 'none'
  let pairs = 0
  for (const { keys } of table.values()) pairs += keys.size
  return pairs > MOST_PAIRS ? 'none' : table
}
