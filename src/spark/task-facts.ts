import type { BatchOutcome } from '../export/batch-outcome.js'
import type { SavedStates } from '../export/metric-states.js'
import { brokenFrame } from './frames.js'
import { packValue, unpackValue } from './pack-value.js'

/** What a task tells the driver of its parts, in their order: everything but lines and keys. */
export type TaskFact = BatchFact | PartEndFact

interface BatchFact {
  readonly kind: 'batch'
  /** Ordinal in the plan. */
  readonly part: number
  /** Its lines and keys are empty. */
  readonly outcome: BatchOutcome
  /** For each copy of an earlier sample of the task its candidate, and the row of the earlier one in the task. */
  readonly copies: Float64Array
}

interface PartEndFact {
  readonly kind: 'part-end'
  readonly part: number
  readonly recordsSha256: string | undefined
  readonly states: SavedStates
}

export function packFact(fact: TaskFact): Uint8Array {
  return packValue(fact)
}

/** @throws `spark.failed` for what no worker of ours has packed, or what is cut off. */
export function unpackFact(bytes: Uint8Array): TaskFact {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `packFact` has packed
    return unpackValue(bytes) as TaskFact
  } catch {
    throw brokenFrame('facts that cannot be unpacked')
  }
}

/** What is left of an outcome whose lines are elsewhere. */
export function withoutLines(outcome: BatchOutcome): BatchOutcome {
  const { candidates } = outcome
  return {
    ...outcome,
    candidates: { ...candidates, bytes: new Uint8Array(), keys: new Uint32Array() },
  }
}
