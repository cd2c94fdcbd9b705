import type { Digests } from '../kernel/file-digests.js'
import type { AdapterMetadataConfig } from '../adapters/adapter-config.js'
import type { PlainJson } from '../kernel/plain-json.js'
import type { CustomStyle } from '../styles/custom-style.js'
import type { FieldSource } from '../styles/field-source.js'

/** What to export, with every default filled in. Keys are spelled as in the recipe file. */
export interface Recipe {
  /** Grows when a key changes its meaning. @default 1 */
  readonly format_version: number
  readonly source: SourceRecipe
  readonly style: StyleName
  readonly field_mapping: FieldMapping
  /** Styles `custom` only: the sample's shape, its texts being templates over the record. */
  readonly custom?: CustomStyle
  readonly metadata: MetadataRecipe
  readonly weighting: WeightingRecipe
  readonly quality: QualityRecipe
  readonly dedup: { readonly normalize: 'none' | 'nfc' | 'fold' }
  readonly structured_gen: StructuredGenRecipe
  readonly adapter_metadata: AdapterMetadataConfig
  readonly quality_metrics: QualityMetricsRecipe
  /** Absent: everything is `train`. */
  readonly split?: SplitRecipe
  readonly gates: GatesRecipe
  readonly report: ReportRecipe
  readonly output: OutputRecipe
}

export type StyleName =
  | 'instruction_tuning'
  | 'chat_completion'
  | 'text_completion'
  | 'preference'
  | 'custom'

/** `path` may hold globs and is relative to the recipe; `${NAME}` in `url` comes from the environment. */
export type SourceRecipe =
  | { readonly type: 'jsonl'; readonly path: string | readonly string[] }
  | {
      readonly type: 'json'
      readonly path: string | readonly string[]
      /** Where in each file the array of records is. @default the file is the array */
      readonly records?: string
    }
  | {
      readonly type: 'csv' | 'tsv'
      readonly path: string | readonly string[]
      /** @default `,` for csv, a tab for tsv */
      readonly delimiter?: string
      /** Column names when the file has no header row. */
      readonly columns?: readonly string[]
    }
  | { readonly type: 'parquet'; readonly path: string | readonly string[] }
  | {
      readonly type: 'sqlite'
      readonly path: string
      readonly table?: string
      readonly query?: string
      readonly append_by?: string
      readonly append_changed?: boolean
    }
  | {
      readonly type: 'postgres'
      readonly url: string
      readonly table?: string
      readonly query?: string
      readonly append_by?: string
      readonly append_changed?: boolean
    }
  | {
      readonly type: 'duckdb'
      /** Over files (`select * from 'cases/*.parquet'`), relative to the recipe. */
      readonly sql: string
      /** Column that only grows: rows are in its order, and those with greater values are new. */
      readonly append_by?: string
      /** It says when rows were changed: those that were come again. @default false */
      readonly append_changed?: boolean
    }
  /** Table, view or files by Spark's own name for them; read by `--engine spark` only. */
  | { readonly type: 'spark_table'; readonly table: string }
  | {
      readonly type: 'http'
      readonly url: string
      readonly headers?: Readonly<Record<string, string>>
      /** Whether a public server may redirect into a private network. @default false */
      readonly allow_private_redirects?: boolean
    }
  | { readonly type: 'stdin' }
  /** Records that a program passes; no recipe file can say this. */
  | { readonly type: 'entities' }

export interface FieldMapping {
  /** @default question */
  readonly instruction_field: FieldSource
  /** @default context */
  readonly input_field: FieldSource
  /** @default answer */
  readonly output_field: FieldSource
  /** @default content */
  readonly text_field: FieldSource
  /** @default system_prompt */
  readonly system_field: FieldSource
  /** @default user_message */
  readonly user_field: FieldSource
  /** @default assistant_response */
  readonly assistant_field: FieldSource
  /** @default messages */
  readonly messages_field: FieldSource
  /** Tool definitions beside the messages. @default tools */
  readonly tools_field: FieldSource
  /** @default prompt */
  readonly prompt_field: FieldSource
  /** @default chosen */
  readonly chosen_field: FieldSource
  /** @default rejected */
  readonly rejected_field: FieldSource
}

export interface MetadataRecipe {
  /** @default true */
  readonly include_metadata: boolean
  /** Names, or name → path. @default [source, category, tags] */
  readonly metadata_fields: readonly string[] | Readonly<Record<string, FieldSource>>
}

export interface WeightingRecipe {
  /** @default true */
  readonly enable_weights: boolean
  /** @default importance */
  readonly weight_field: FieldSource
  /** @default 1.0 */
  readonly default_weight: number
  /** @default false */
  readonly auto_weight_by_length: boolean
  /** @default false */
  readonly auto_weight_by_freshness: boolean
  /** @default created_at */
  readonly timestamp_field: FieldSource
  /** @default 90 */
  readonly freshness_half_life_days: number
  /** ISO 8601 instant that ages are counted from; filled in as the start of the current UTC day. */
  readonly reference_time?: string
  readonly min_weight?: number
  readonly max_weight?: number
}

/** Lengths in code points of the text the model must produce. */
export interface QualityRecipe {
  /** @default 10 */
  readonly min_text_length: number
  /** @default 8192 */
  readonly max_text_length: number
  /** @default true */
  readonly skip_empty_outputs: boolean
  /** @default true */
  readonly skip_duplicates: boolean
}

export interface StructuredGenRecipe {
  /** @default false */
  readonly enable_schema_validation: boolean
  /** A path, a schema, or JSON text. */
  readonly json_schema?: string | boolean | Readonly<Record<string, PlainJson>>
  /** Regex that the whole produced text must match; counts without `enable_schema_validation`. */
  readonly regex?: string
  /** Grammar that the whole produced text must match: a path, or the text. */
  readonly grammar?: string
  /** @default what the name of the file ends with */
  readonly grammar_format?: 'lark' | 'ebnf' | 'gbnf'
  /** @default false */
  readonly include_schema_in_output: boolean
  /** @default true */
  readonly reject_invalid_samples: boolean
  /** @default true */
  readonly log_validation_errors: boolean
  /** Writes `inferred_schema.json`: what the samples have in common. @default false */
  readonly infer_schema: boolean
}

export interface QualityMetricsRecipe {
  /** @default false */
  readonly enable_metrics: boolean
  /** @default false */
  readonly track_per_sample: boolean
  /** @default true */
  readonly aggregate_stats: boolean
  /** @default true */
  readonly track_schema_compliance: boolean
  /** @default true */
  readonly track_length_distribution: boolean
  /** @default true */
  readonly track_diversity_score: boolean
  /** @default false */
  readonly track_distinct_ngrams: boolean
}

export interface SplitRecipe {
  /** The field whose value decides: records that share it share a split. */
  readonly key: FieldSource
  /** Name → share; shares sum to 1. */
  readonly ratios: Readonly<Record<string, number>>
}

/** An export that misses a gate is written, reported and exits with 3. */
export interface GatesRecipe {
  readonly min_compliance_rate?: number
  readonly max_duplicate_rate?: number
  readonly max_drop_rate?: number
  readonly min_samples?: number
  readonly min_diversity_score?: number
}

/** What `report.json` shows of single records, and whether there is a page of it. */
export interface ReportRecipe {
  /** Most samples shown; 0: none. @default 200 */
  readonly sample_rows: number
  /** Most rejects shown; 0: none. @default 200 */
  readonly reject_rows: number
  /** Writes `report.html`. @default true */
  readonly html: boolean
}

export interface OutputRecipe {
  /** Relative to the recipe. @default out */
  readonly path: string
  /** A shard is closed before the line that would make it larger, uncompressed. @default 268435456 */
  readonly shard_bytes: number
  /** A shard is closed before it holds more lines. @default as many as `shard_bytes` allows */
  readonly shard_records?: number
  /** @default none */
  readonly compression: 'none' | 'gzip' | 'zstd'
  /** With gzip 1 to 9, by default 6; with zstd 1 to 19, by default 3. The higher, the smaller and the slower. */
  readonly compression_level?: number
  /** Of records as they are read, and of shards. @default tree */
  readonly digests: Digests
  /** Writes the dropped records themselves into the rejects. @default false */
  readonly include_rejected_records: boolean
}
