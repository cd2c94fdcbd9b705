import type { Worker } from 'node:worker_threads'
import { LoradexError } from '../../kernel/error.js'
import type { PlanEvent } from '../outcomes.js'
import type { ExportPlan } from '../plan.js'
import type { PartThreads } from './part-threads.js'
import {
  batchesAhead,
  unpackFailure,
  type FromWorker,
  type PartWork,
  type ToWorker,
} from './worker-messages.js'

export interface PoolOptions {
  readonly workers: number
  readonly threads: Pick<PartThreads, 'take'>
  /** What they make the plan again from; plain data. */
  readonly planData: unknown
  /** Parts before it are left out. @default 0 */
  readonly firstPart?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs the parts in threads: part p in thread p mod workers. Which thread is faster changes nothing,
 * as the events come out in plan order.
 */
export async function* outcomesOfWorkers(
  plan: ExportPlan,
  { workers: count, threads, planData, firstPart = 0, signal }: PoolOptions,
): AsyncGenerator<PlanEvent> {
  const workers = Array.from({ length: count }, (_, first) => {
    const ordinals = plan.parts.flatMap((_part, ordinal) =>
      ordinal >= firstPart && ordinal % count === first ? [ordinal] : [],
    )
    return startWorker(threads.take(), first, {
      planData,
      ordinals,
      mostAhead: batchesAhead(count),
    })
  })
  try {
    for (let part = firstPart; part < plan.parts.length; part += 1) {
      const worker = workers[part % count]
      if (worker) yield* untilPartEnd(worker, signal)
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
  }
}

async function* untilPartEnd(
  worker: PartWorker,
  signal: AbortSignal | undefined,
): AsyncGenerator<PlanEvent> {
  for (;;) {
    const message = await worker.next(signal)
    yield message
    if (message.kind === 'part-end') return
  }
}

type Delivery = Exclude<FromWorker, { readonly kind: 'failed' }>

interface PartWorker {
  /** The next message, in the order of sending; the one before is used up. Fails as the worker failed. */
  next(signal: AbortSignal | undefined): Promise<Delivery>
  stop(): Promise<void>
}

function startWorker(worker: Worker, ordinal: number, work: PartWork): PartWorker {
  worker.postMessage(work)
  const arrived: Delivery[] = []
  let isLookingAtBatch = false
  let failure: { readonly error: unknown } | undefined
  let wake: (() => void) | undefined

  const fail = (error: unknown): void => {
    failure ??= { error }
    wake?.()
  }
  const onAbort = (): void => wake?.()
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'failed') fail(unpackFailure(message.failure))
    else arrived.push(message)
    wake?.()
  })
  worker.on('error', (error) => fail(isOfThread(error) ? workerDied(ordinal, error) : error))
  worker.on('exit', () => fail(workerDied(ordinal)))

  return {
    async next(signal) {
      if (isLookingAtBatch) worker.postMessage('batch-used' satisfies ToWorker)
      isLookingAtBatch = false
      signal?.addEventListener('abort', onAbort)
      try {
        for (;;) {
          signal?.throwIfAborted()
          const message = arrived.shift()
          if (message) {
            isLookingAtBatch = message.kind === 'batch'
            return message
          }
          if (failure) throw failure.error
          await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        signal?.removeEventListener('abort', onAbort)
      }
    },
    async stop() {
      await worker.terminate()
    },
  }
}

/** Not what our code in the thread has thrown, but what became of the thread, such as too little memory. */
function isOfThread(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_WORKER_')
}

function workerDied(worker: number, cause?: unknown): LoradexError {
  return new LoradexError('export.worker-died', {
    message: `expected worker ${worker} to finish its work, saw it end before`,
    details: { worker },
    hint: 'Start the export again, with a lower --workers if memory was short.',
    cause,
  })
}
