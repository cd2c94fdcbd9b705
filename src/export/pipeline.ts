import type { CategorySource } from './categories/category-source.js'
import type { Json, JsonObject } from '../kernel/json-value.js'
import type { Digests } from '../kernel/file-digests.js'
import type { Metric } from '../metrics/metric.js'
import type { Drop } from '../records/verdict.js'
import type { SchemaError, Validator } from '../schema/validate/validator.js'
import type { Stage } from '../stages/stage.js'
import type { Style } from '../styles/style.js'

/** What happens to every record, in this order; all of it pure. */
export interface Pipeline {
  readonly style: Style
  /** Absent: samples are not validated. */
  readonly validator?: Validator
  /** What is wrong with the produced text, or nothing; absent: any text will do. */
  readonly checkText?: (produced: string) => SchemaError | undefined
  /** In the order they are asked. */
  readonly stages: readonly Stage[]
  readonly metrics: readonly Metric<unknown>[]
  /** Absent: samples carry no weight. */
  readonly weigh?: (record: JsonObject, length: number) => Weighed
  /** Index into `series`. */
  readonly split: (record: JsonObject) => number
  /** The same from the value that decides it. */
  readonly splitByKey: (key: Json | undefined) => number
  /** The names of the splits, `train` first unless the recipe says otherwise. */
  readonly series: readonly string[]
  /** The sample's `metadata`; absent: none. */
  readonly metadataOf?: (record: JsonObject) => JsonObject
  /** Fields whose values the report counts. */
  readonly categories: readonly CategorySource[]
  /** JSON text that every line carries as `__schema__`. */
  readonly schemaText?: string
  /** How texts are made alike before they are compared; absent: not at all. */
  readonly normalizeText?: (text: string) => string
  /** Absent: duplicates are kept. */
  readonly dropDuplicates: boolean
  /** Rejects carry the record itself. */
  readonly keepRejectedRecords: boolean
  /** Most rows that the report shows. */
  readonly excerptRows: { readonly samples: number; readonly rejects: number }
  /** Writes a line of facts about every emitted sample. */
  readonly trackPerSample: boolean
  /** Of the records as they are read, and of the files of lines. */
  readonly digests: Digests
}

type Weighed = { readonly weight: number } | { readonly drop: Drop }
