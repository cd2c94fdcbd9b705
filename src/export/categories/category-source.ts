import type { Json, JsonObject } from '../../kernel/json-value.js'
import type { CategoryField } from '../../records/categories.js'

/** A field whose values are counted. */
export interface CategorySource extends Pick<CategoryField, 'field' | 'from'> {
  readonly read: (record: JsonObject, metadata: JsonObject | undefined) => Json | undefined
}

/**
 * Different values counted of a field, copies that are dropped included. A field with more of them
 * tells samples apart instead of grouping them, and is given up.
 */
export const MAX_DISTINCT = 10_000

/**
 * Values of the samples of a batch as numbers. Those below the number of sources say that the sample
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
  /** Index of the source. */
  readonly source: number
  /** A text, number, boolean or null as JSON. */
  readonly text: string
}
