import type { DropCode } from './verdict.js'

/** Rows to look at, the same ones in every run; they show what records contain. */
export interface Excerpts {
  /** In input order, chosen by the hashes of their contents. */
  readonly samples: readonly SampleExcerpt[]
  /** In input order, chosen by a hash of their places, as many of each code as there is room for. */
  readonly rejects: readonly RejectExcerpt[]
}

export interface SampleExcerpt {
  /** Where the record was read: `cases.jsonl:17`. */
  readonly at: string
  readonly split: string
  /** Absent when samples carry no weight. */
  readonly weight?: number
  /** The start of the line as it was written. */
  readonly line: string
  /** The line goes on. */
  readonly clipped: boolean
}

export interface RejectExcerpt {
  readonly at: string
  readonly code: DropCode
  readonly rule: string
  readonly observed: string | number
  readonly allowed: string | number
  /** The first ones. */
  readonly errors?: readonly string[]
  /** For a duplicate: where the record was read that was kept instead. */
  readonly kept?: string
  /** The start of the record, with `output.include_rejected_records`. */
  readonly record?: string
  /** Instead of `record` where that is not UTF-8. */
  readonly record_base64?: string
  /** One of the texts goes on. */
  readonly clipped: boolean
}
