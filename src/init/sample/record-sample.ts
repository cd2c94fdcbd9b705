import type { JsonObject } from '../../kernel/json-value.js'
import type { DropCode } from '../../records/verdict.js'

/** Records of a source to judge it by, evenly spread over what was read of it. */
export interface RecordSample {
  readonly records: readonly JsonObject[]
  /** Why others are no records: reject code → how many. */
  readonly damaged: ReadonlyMap<DropCode, number>
  /** All there is was read and kept. */
  readonly isComplete: boolean
  /** Records that the source has; an estimate unless everything was read; absent when nobody knows. */
  readonly total?: number
  readonly isTotalExact: boolean
}
