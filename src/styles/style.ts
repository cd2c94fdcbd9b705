import type { JsonObject } from '../kernel/json-value.js'
import type { Verdict } from '../records/verdict.js'

/** How a record becomes a training sample. */
export interface Style {
  /** As the recipe spells it, for example `instruction_tuning`. */
  readonly id: string
  /** Pure; drops what it cannot use and never throws. */
  map(record: JsonObject): Verdict
}
