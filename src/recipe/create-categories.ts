import type { Categories } from '../export/categories/category-column.js'
import { fromPlain } from '../kernel/plain-json.js'
import { canonicalJson } from '../kernel/write-json.js'
import { compileField } from '../styles/field-getter.js'
import type { FieldSource } from '../styles/field-source.js'
import type { MetadataRecipe, Recipe } from './recipe.js'

/** Fields of the metadata that are counted, in the order of the recipe. */
const MOST_FIELDS = 10

/** Fields by which the report groups samples: those of the metadata, and the key of the split. */
export function createCategories({ metadata, split }: Recipe): Categories {
  const written = metadata.include_metadata ? namedFields(metadata.metadata_fields) : []
  const counted = written.slice(0, MOST_FIELDS)
  const fields = counted.map(([field]) => ({ field, from: 'metadata' }) as const)
  if (!split || counted.some(([, source]) => isSame(source, split.key))) return { fields }
  const field = typeof split.key === 'string' ? split.key : canonicalJson(fromPlain(split.key))
  return { fields: [...fields, { field, from: 'split' }], readKey: compileField(split.key) }
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
