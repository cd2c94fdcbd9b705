import type { PlainJson } from '../../kernel/plain-json.js'
import type { DropCode } from '../../records/verdict.js'

/** What `loradex schema infer --json` prints. */
export interface SchemaInferOutput {
  readonly format_version: 1
  /** Without secrets. */
  readonly source: string
  readonly records: {
    readonly read: number
    /** What the schema rests on. */
    readonly used: number
    /** Reject code → records that are no JSON, or lack the field. */
    readonly left_out: Readonly<Partial<Record<DropCode, number>>>
    /** Nothing was left unread. */
    readonly all_seen: boolean
  }
  /** There were too many different places to keep all that is known of each. */
  readonly is_crowded: boolean
  readonly schema: Readonly<Record<string, PlainJson>>
  readonly claims: readonly SchemaClaim[]
  /** The file that was written; null without --out. */
  readonly file: string | null
}

export interface SchemaClaim {
  /** JSON Pointer of the subschema. */
  readonly pointer: string
  readonly keyword: string
  /** The key, types, format, value or bound that it says; null where the keyword says it all. */
  readonly about: string | null
  /** Values that speak for it. */
  readonly support: number
  /** Values that there were. */
  readonly of: number
  /** The first record with a value that speaks against it, from 1; null where none does. */
  readonly exception: number | null
}
