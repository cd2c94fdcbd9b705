import type { DropCode } from '../../records/verdict.js'
import type { PlainJson } from '../../kernel/plain-json.js'

/** What `loradex init --json` prints. */
export interface InitOutput {
  readonly format_version: 1
  /** Without secrets. */
  readonly source: string
  readonly records: {
    readonly looked_at: number
    /** Null when nobody knows. */
    readonly total: number | null
    readonly total_is_exact: boolean
    /** Every record was looked at: what is said of them holds for all. */
    readonly all_seen: boolean
    /** Reject code → records that cannot be read. */
    readonly damaged: Readonly<Partial<Record<DropCode, number>>>
  }
  readonly columns: readonly InitColumn[]
  readonly proposal: {
    /** Records looked at that the style can use. */
    readonly kept: number
    readonly dropped: Readonly<Partial<Record<DropCode, number>>>
    /** Kept, with nothing to produce. */
    readonly blank: number
    /** Kept, and the same as an earlier one. */
    readonly duplicates: number
    /** As the file says it. */
    readonly recipe: Readonly<Record<string, PlainJson>>
    /** JSON Pointer into the recipe → why. */
    readonly reasons: Readonly<Record<string, string>>
    /** Of the samples. */
    readonly schema: Readonly<Record<string, PlainJson>>
  }
  /** Variables that must be set before the recipe can be run. */
  readonly environment: readonly string[]
  /** Files that were written, the recipe first. */
  readonly files: readonly string[]
  /** False for a dry run. */
  readonly written: boolean
}

export interface InitColumn {
  /** As a recipe names it. */
  readonly path: string
  readonly type: 'text' | 'number' | 'boolean' | 'mixed' | 'messages' | 'list' | 'object' | 'empty'
  /** Share of the records with a value that is not null and not blank. */
  readonly filled: number
  readonly distinct: number
  readonly distinct_is_exact: boolean
  /** Of texts in characters, of lists in items; null when there are none. */
  readonly length: { readonly min: number; readonly median: number; readonly max: number } | null
  /** Of the first record that has one; null when none has. */
  readonly example: PlainJson
}
