import { KEPT_BATCHES } from '../../engine/byte-lane.js'
import type { BatchOutcome } from '../batch-outcome.js'
import type { PartFacts } from '../run-part.js'
import { LoradexError, type ErrorCode, type ErrorDetails } from '../../kernel/error.js'

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
  /** Batches that it may have lying around: see `batchesAhead`. */
  readonly mostAhead: number
}

/** To a worker, afterwards: nobody looks any more at the oldest batch that it has sent. */
export type ToWorker = 'batch-used'

/** Enough not to wait for a main thread that is busy. */
export const LEAST_AHEAD = 3
/** Of lines, where records are large: some MB each. A batch is of 2 MB or one record. */
export const MOST_BYTES_AHEAD: number = 32 * 1024 * 1024
/** Of a part of a large file. */
const BATCHES_PER_PART = 8

/**
 * Batches that one of so many workers may have lying around. Outcomes are taken in plan order: of several workers
 * all but one are ahead, and each has to have its share of a part done when its turn comes.
 */
export function batchesAhead(workers: number): number {
  const share = Math.ceil((BATCHES_PER_PART * (workers - 1)) / workers)
  return Math.min(LEAST_AHEAD + share, KEPT_BATCHES)
}

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
