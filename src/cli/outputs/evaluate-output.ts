import type { MetricComparison, MetricResult } from '../../evaluation/evaluate.js'

/** What `loradex evaluate --json` prints. */
export interface EvaluateOutput {
  readonly format_version: 1
  /** As it was named. */
  readonly predictions: string
  readonly answers: number
  /** Name and split of the data; null where the predictions themselves say what was expected. */
  readonly dataset: EvaluatedData | null
  readonly seed: number
  readonly results: readonly MetricResult[]
  /** Of the other predictions less these; empty without --compare. */
  readonly comparison: readonly MetricComparison[]
  /** The metadata that the results were written into; null without --adapter. */
  readonly written: string | null
}

export interface EvaluatedData {
  readonly name: string
  readonly split: string
  /** Of the shards, one after the other. */
  readonly digest: string
}
