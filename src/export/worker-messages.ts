import { KEPT_BATCHES } from '../engine/byte-lane.js'
import type { BatchOutcome } from './batch-outcome.js'
import type { PartFacts } from './run-part.js'
import { LoradexError, type ErrorCode, type ErrorDetails } from '../kernel/error.js'

/** From a worker to the main thread. */
export type FromWorker =
  | { readonly kind: 'batch'; readonly part: number; readonly outcome: BatchOutcome }
  | ({ readonly kind: 'part-end'; readonly part: number } & PartFacts)
  | { readonly kind: 'failed'; readonly failure: SentFailure }

/** To a worker, at first. */
export interface PartWork {
  /** What the plan is made again from; plain data. */
  readonly planData: unknown
  /** Of the parts to run, one after the other. */
  readonly ordinals: readonly number[]
}

/** To a worker, afterwards: nobody looks any more at the oldest batch that it has sent. */
export type ToWorker = 'batch-used'

/** Batches that a worker may have lying around: enough not to wait for a main thread that is busy. */
export const MAX_BATCHES_AHEAD: number = KEPT_BATCHES

/** Errors lose their class on the way between threads. */
export type SentFailure =
  | {
      readonly code: ErrorCode
      readonly message: string
      readonly details: ErrorDetails[ErrorCode]
      readonly hint: string
    }
  | { readonly unexpected: unknown }

export function packFailure(error: unknown): SentFailure {
  if (!(error instanceof LoradexError)) return { unexpected: error }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- instanceof leaves the code untyped
  const { code, message, details, hint } = error as LoradexError
  return { code, message, details, hint }
}

export function unpackFailure(failure: SentFailure): unknown {
  if ('unexpected' in failure) return failure.unexpected
  const { code, ...rest } = failure
  return new LoradexError(code, rest)
}
