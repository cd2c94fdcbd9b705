import type { SchemaError } from '../schema/validate/validator.js'
import type { JsonObject } from '../kernel/json-value.js'
import type { Sample } from './sample.js'

/** A text as JSON, quotes included. Valid until the next record is read. */
export interface WrittenText {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
}

/** A sample with what has been found out about it. */
export interface MeasuredSample extends Sample {
  /** Code points of the produced text. */
  readonly length: number
  /** What the recipe's schema finds wrong; absent without a schema, empty when compliant. */
  readonly schemaErrors?: readonly SchemaError[] | undefined
  /** What is written as the sample's `metadata`; known only of samples that no check has dropped. */
  readonly metadata?: JsonObject | undefined
  /** Where the produced text stands in the record, if it is spelled there as it would be written. */
  readonly written?: WrittenText | undefined
  /** Ordinal in the plan of the part, and line (row) within it from 0: an order that every worker knows. */
  readonly part: number
  readonly index: number
}
