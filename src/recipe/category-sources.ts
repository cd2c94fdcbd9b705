import type { CategorySource } from '../export/categories/category-source.js'
import { fromPlain } from '../kernel/plain-json.js'
import { canonicalJson } from '../kernel/write-json.js'
import { compileField } from '../styles/field-getter.js'
import type { FieldSource } from '../styles/field-source.js'
import type { MetadataRecipe, Recipe } from './recipe.js'

/** Fields of the metadata that are counted, in the order of the recipe. */
const MOST_FIELDS = 10

/** A field by which the report groups samples. */
interface CategoryOrigin extends Pick<CategorySource, 'field' | 'from'> {
  readonly source: FieldSource
}

/** Fields of the metadata, and the key of the split. */
export function categoryOrigins({ metadata, split }: Recipe): readonly CategoryOrigin[] {
  const written = metadata.include_metadata ? namedFields(metadata.metadata_fields) : []
  const counted = written
    .slice(0, MOST_FIELDS)
    .map(([field, source]): CategoryOrigin => ({ field, from: 'metadata', source }))
  if (!split || counted.some(({ source }) => isSame(source, split.key))) return counted
  const field = typeof split.key === 'string' ? split.key : canonicalJson(fromPlain(split.key))
  return [...counted, { field, from: 'split', source: split.key }]
}

export function categorySources(recipe: Recipe): readonly CategorySource[] {
  return categoryOrigins(recipe).map(({ field, from, source }) => {
    if (from === 'metadata') return { field, from, read: (_record, values) => values?.get(field) }
    const readKey = compileField(source)
    return { field, from, read: (record) => readKey(record) }
  })
}

/** Name in the metadata and where the value comes from. */
export function namedFields(
  fields: MetadataRecipe['metadata_fields'],
): readonly (readonly [string, FieldSource])[] {
  return Array.isArray(fields)
    ? [...new Set<string>(fields)].map((name) => [name, name] as const)
    : Object.entries(fields)
}

function isSame(left: FieldSource, right: FieldSource): boolean {
  return canonicalJson(fromPlain(left)) === canonicalJson(fromPlain(right))
}
