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

/** In place of a number: the sample has no value in the field. */
export const NO_CATEGORY = 0
/** It has one that cannot be counted. */
export const UNCOUNTED = 1
/** Numbers of values start here. */
export const FIRST_NUMBER = 2

/** Values of the samples of a batch as numbers. */
export interface CategoryColumn {
  /** The numbering starts here; all values so far are to be forgotten. */
  readonly isFirst: boolean
  /** Values that are new in the batch, next in the numbering. */
  readonly values: readonly CategoryValue[]
  /** For each sample the number of its value in every source. */
  readonly numbers: Uint32Array
}

export interface CategoryValue {
  /** Index of the source. */
  readonly source: number
  /** What a sample with it counts for: texts, numbers, booleans or null as JSON, each once. */
  readonly texts: readonly string[]
}
