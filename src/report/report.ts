import { isJsonObject, type Json } from '../kernel/json-value.js'
import type { CategoryField } from '../records/categories.js'
import type { Duplicates } from '../records/duplicates.js'
import type { Excerpts } from '../records/excerpts.js'
import type { EmittedReport, ExportResult } from '../records/export-result.js'
import type { Counts, ManifestInput, ManifestShard } from '../records/manifest.js'
import type { GateResult } from './gates.js'

/**
 * `report.json`. `schema_validation`, `length_distribution` and `diversity_score` are the quality
 * report of the source document. Says nothing that two runs of one plan could differ in.
 */
/** The recipe's regex, or its grammar with the format it is written in. */
export interface TextConstraintFacts {
  readonly kind: 'regex' | 'grammar'
  readonly format?: 'lark' | 'ebnf' | 'gbnf'
  readonly text: string
}

export interface ExportReport extends QualityReport {
  readonly format_version: 1
  readonly loradex_version: string
  readonly plan_digest: string
  readonly source: string
  /** As in the manifest. */
  readonly inputs: readonly ManifestInput[]
  readonly counts: Counts
  readonly emitted: EmittedReport
  /** Absent where duplicates are kept. */
  readonly duplicates?: Duplicates
  /** Fields of the metadata, at most ten, and the key of the split. */
  readonly categories: readonly CategoryField[]
  readonly gates: readonly GateResult[]
  /** As in the manifest. */
  readonly digests?: 'none'
  /** As in the manifest. */
  readonly shards: readonly ManifestShard[]
  readonly rejects: readonly ManifestShard[]
  readonly per_sample: readonly ManifestShard[]
  /** With defaults, without secrets and output path, as in the digest of the plan. */
  readonly recipe: Json
  /** The JSON Schema of the samples, when the recipe has one. */
  readonly schema?: Json
  /** What produced texts must match. */
  readonly text_constraint?: TextConstraintFacts
  readonly excerpts: Excerpts
}

/** As `getQualityMetricsReport` gives it; what the recipe does not track is left out. */
export interface QualityReport {
  readonly schema_validation?: Json
  /** Samples by the length of the produced text: key = first length of a bucket of 100 code points. */
  readonly length_distribution?: Json
  /** 0 to 1; how it was measured stands in `diversity`. */
  readonly diversity_score?: Json
  readonly diversity?: Json
  readonly distinct_ngrams?: Json
}

export function qualityReport(metrics: ExportResult['metrics']): QualityReport {
  const compliance = metrics.get('schema_validation')
  const lengths = metrics.get('length_distribution')
  const diversity = metrics.get('diversity')
  const ngrams = metrics.get('distinct_ngrams')
  return {
    ...(compliance !== undefined && { schema_validation: compliance }),
    ...(lengths !== undefined && { length_distribution: lengths }),
    ...(isJsonObject(diversity) && {
      diversity_score: diversity.get('score') ?? null,
      diversity,
    }),
    ...(ngrams !== undefined && { distinct_ngrams: ngrams }),
  }
}
