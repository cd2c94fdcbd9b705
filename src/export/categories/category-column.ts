import type { Json, JsonObject } from '../../kernel/json-value.js'
import type { CategoryField } from '../../records/categories.js'

/** Fields whose values are counted. */
export interface Categories {
  /** As many of the metadata as are counted, the first ones; then the key of the split, if it is. */
  readonly fields: readonly Pick<CategoryField, 'field' | 'from'>[]
  /** The key of the split; absent: not counted. */
  readonly readKey?: (record: JsonObject) => Json | undefined
}

/**
 * Different values counted of a field, copies that are dropped included. A field with more of them
 * tells samples apart instead of grouping them, and is given up.
 */
export const MAX_DISTINCT = 10_000

/**
 * Values of the samples of a batch as numbers. Those below the number of fields say that the sample
 * has a value there, as many further ones that it has one which cannot be counted; all others are
 * values, numbered through the part in the order of their first occurrence.
 */
export interface CategoryColumn {
  /** The numbering starts here: the first batch of a part. */
  readonly isFirst: boolean
  /** Values that are new in the batch, next in the numbering. */
  readonly values: readonly CategoryValue[]
  readonly codes: Uint32Array
  /** Position behind the codes of each sample. */
  readonly codeEnds: Uint32Array
}

export interface CategoryValue {
  /** Index of the field. */
  readonly field: number
  /** A text, number, boolean or null as JSON. */
  readonly text: string
}
