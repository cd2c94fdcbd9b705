import type { PlainJson } from '../../kernel/plain-json.js'
import type { Column } from '../../init/columns/column.js'

/** What `loradex init --json` prints. */
export interface InitOutput {
  readonly format_version: 1
  readonly source: string
  readonly records: RecordsOutput
  readonly columns: readonly ColumnOutput[]
  readonly proposal: ProposalOutput
  /** Variables that the recipe refers to and that are not set. */
  readonly environment: readonly string[]
  /** What was written, or would be: the recipe first. */
  readonly files: readonly string[]
}

export interface RecordsOutput {
  readonly looked_at: number
  /** Null when it is not known. */
  readonly total: number | null
  readonly total_is_exact: boolean
  /** Every record was looked at. */
  readonly all_seen: boolean
  /** Records that cannot be read, by drop code. */
  readonly damaged: Readonly<Record<string, number>>
}

export interface ColumnOutput {
  readonly path: string
  readonly type: Column['kind']
  /** Share of records in which there is something, 0 to 1. */
  readonly filled: number
  readonly distinct: number
  readonly distinct_is_exact: boolean
  /** Of texts in code points, of lists in items; null for others. */
  readonly length: { readonly min: number; readonly median: number; readonly max: number } | null
  readonly example: PlainJson
}

export interface ProposalOutput {
  /** Of the records looked at. */
  readonly kept: number
  readonly dropped: Readonly<Record<string, number>>
  readonly blank: number
  readonly duplicates: number
  readonly recipe: Readonly<Record<string, PlainJson>>
  /** JSON Pointer into the recipe → why it is so. */
  readonly reasons: Readonly<Record<string, string>>
  readonly schema: PlainJson
}
