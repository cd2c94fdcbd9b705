import type { DropCode } from '../records/verdict.js'
import type { RecordText } from './batch-outcome.js'

/** A dropped record with its reason, as one line of `rejects-*.jsonl`. */
export type Reject = {
  /** Where it was read: `cases.jsonl:8123`, the line or row counted from 1. */
  readonly at: string
  /** The same in bytes from the start of the input, where bytes have a position there. */
  readonly offset?: number
  readonly code: DropCode
  readonly rule: string
  readonly observed: string | number
  readonly allowed: string | number
  readonly errors?: readonly string[]
  /** For a duplicate: where the record was read that was kept instead. */
  readonly kept?: string
} & Partial<RecordText>
