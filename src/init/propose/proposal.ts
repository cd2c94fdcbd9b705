import type { JsonObject } from '../../kernel/json-value.js'
import type { Column } from '../columns/column.js'
import type { RecordSample } from '../sample/record-sample.js'
import type { Candidate } from './candidate.js'
import type { Measured } from './measure-candidate.js'

/** A recipe with its reasons; nothing is written yet. */
export interface Proposal {
  /** As a recipe file says it, sections and keys in their order. */
  readonly recipe: JsonObject
  /** JSON Pointer into the recipe → why it is so. */
  readonly reasons: ReadonlyMap<string, string>
  /** Of the samples; part of the recipe when `schemaFile` is absent. */
  readonly schema: { readonly text: string; readonly file?: string }
  readonly candidate: Candidate
  readonly measured: Measured
}

/** What a proposal is made from. */
export interface Findings {
  readonly sample: RecordSample
  readonly columns: readonly Column[]
}
