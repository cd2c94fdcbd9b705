import { isJsonObject, type Json } from '../kernel/json-value.js'
import type { EmittedReport, ExportResult } from '../records/export-result.js'
import type { Counts } from '../records/manifest.js'
import type { GateResult } from './gates.js'

/**
 * `report.json`. `schema_validation`, `length_distribution` and `diversity_score` are the quality
 * report of the source document. Says nothing that two runs of one plan could differ in.
 */
export interface ExportReport extends QualityReport {
  readonly format_version: 1
  readonly plan_digest: string
  readonly source: string
  readonly counts: Counts
  readonly emitted: EmittedReport
  readonly gates: readonly GateResult[]
}

/** As `getQualityMetricsReport` gives it; what the recipe does not track is left out. */
export interface QualityReport {
  readonly schema_validation?: Json
  /** Samples by the length of the produced text: key = first length of a bucket of 100 code points. */
  readonly length_distribution?: Json
  /** 0 to 1; how it was measured stands in `diversity`. */
  readonly diversity_score?: Json
  readonly diversity?: Json
}

export function qualityReport(metrics: ExportResult['metrics']): QualityReport {
  const compliance = metrics.get('schema_validation')
  const lengths = metrics.get('length_distribution')
  const diversity = metrics.get('diversity')
  return {
    ...(compliance !== undefined && { schema_validation: compliance }),
    ...(lengths !== undefined && { length_distribution: lengths }),
    ...(isJsonObject(diversity) && {
      diversity_score: diversity.get('score') ?? null,
      diversity,
    }),
  }
}
