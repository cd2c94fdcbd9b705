import type { PlainJson } from '../kernel/plain-json.js'
import type { ExportReport } from './report.js'

/** `report.json` as `JSON.parse` gives it. */
export interface ReportDocument extends Omit<
  ExportReport,
  | 'schema_validation'
  | 'length_distribution'
  | 'diversity_score'
  | 'diversity'
  | 'distinct_ngrams'
  | 'recipe'
  | 'schema'
> {
  readonly schema_validation?: SchemaValidationReport
  /** Samples by the first length of a bucket of 100 code points. */
  readonly length_distribution?: Readonly<Record<string, number>>
  readonly diversity_score?: number | null
  readonly diversity?: DiversityReport
  readonly distinct_ngrams?: DistinctNgramsReport
  readonly recipe: Readonly<Record<string, PlainJson>>
  readonly schema?: PlainJson
}

/** Of the produced texts of all samples that no check dropped; what differs is estimated. */
export interface DistinctNgramsReport {
  readonly method: string
  readonly words: number
  /** Of neighbours, within a text. */
  readonly pairs: number
  readonly triples: number
  readonly different_words: number
  readonly different_pairs: number
  readonly different_triples: number
  /** Null where there is none to be different. */
  readonly distinct_1: number | null
  readonly distinct_2: number | null
  readonly distinct_3: number | null
  /** Of each of the above that differ, and of each share. */
  readonly relative_standard_error: number
}

/** Of every record that the style could map. */
export interface SchemaValidationReport {
  readonly total_validated: number
  readonly compliant: number
  readonly violations: number
  /** Null when nothing was validated. */
  readonly compliance_rate: number | null
  /** The last ten messages in input order. */
  readonly recent_errors: readonly string[]
  /** The ten most frequent by keyword of the schema. */
  readonly top_errors: readonly TopError[]
}

export interface TopError {
  readonly keyword: string
  /** JSON Pointer to the keyword in the schema. */
  readonly schema_pointer: string
  readonly count: number
  /** The first one in input order. */
  readonly example: {
    /** `cases.jsonl:17` */
    readonly at: string
    /** JSON Pointer into the sample. */
    readonly instance_pointer: string
    readonly message: string
  }
}

export interface DiversityReport {
  readonly method: string
  readonly sample_size: number
  readonly tokens: number
  readonly distinct_1: number | null
  readonly distinct_2: number | null
  readonly distinct_3: number | null
  /** 0 to 1. */
  readonly score: number | null
  /** Of the score, from the sampling of texts; null for fewer than two texts. */
  readonly standard_error: number | null
  /** Low and high end of the 95 % interval of the score. */
  readonly interval_95: readonly [number, number] | null
}
