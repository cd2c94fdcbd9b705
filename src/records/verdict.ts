import type { JsonProblemCode } from '../kernel/json-problem.js'
import type { Sample } from './sample.js'

/** Keep the sample, or drop it with the facts that explain why. */
export type Verdict = { readonly keep: Sample } | { readonly drop: Drop }

/** Public in manifests, reports and rejects: add, never rename. */
export type DropCode =
  | JsonProblemCode
  | 'not-an-object'
  | 'line-too-long'
  | 'truncated-record'
  | 'ragged-row'
  | 'bad-quote'
  | 'bad-value'
  | 'missing-field'
  | 'wrong-type'
  | 'bad-messages'
  | 'schema-violation'
  | 'regex-mismatch'
  | 'grammar-mismatch'
  | 'constraint-undecided'
  | 'empty-output'
  | 'text-too-short'
  | 'text-too-long'
  | 'bad-weight'
  | 'bad-timestamp'
  | 'duplicate'

export interface Drop {
  readonly code: DropCode
  /** Names the recipe key or the part of the source that decided: `quality.min_text_length`. */
  readonly rule: string
  readonly observed: string | number
  readonly allowed: string | number
  /** One human line per error, for a drop with more than one cause. */
  readonly errors?: readonly string[]
}
