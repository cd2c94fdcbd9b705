import type { ExportResult } from '../records/export-result.js'
import type { Sink } from '../sinks/sink.js'
import { assemble, type Assembler, type KnownCopies } from './assemble.js'
import type { KeyMemory } from './dedup/key-table.js'
import type { HistoryReader } from './journal/history.js'
import type { Journal, SaveState } from './journal/journal.js'
import type { RunState } from './journal/run-state.js'
import { outcomesHere, type PlanEvent } from './outcomes.js'
import type { ExportPlan } from './plan.js'
import type { Progress } from './progress.js'
import type { Reject } from './reject.js'
import { startRunSoFar } from './run-so-far.js'
import { outcomesOfWorkers, type PoolOptions } from './workers/worker-pool.js'

export interface RunOptions {
  readonly sink: Sink
  /** Memory for what duplicates are known by, and where the rest goes. @default memory for all */
  readonly keyMemory?: KeyMemory | undefined
  /** Threads beside this one; absent: the work is done in this thread. */
  readonly pool?: Omit<PoolOptions, 'signal'>
  /** What others have made of the parts, in plan order, with the copies that they know; without a pool. */
  readonly elsewhere?: Elsewhere | undefined
  /** Most records to read; only without a pool. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Told of every dropped record, in plan order. What it throws ends the run. */
  readonly onReject?: ((reject: Reject) => void) | undefined
  /** Called after every batch. What it throws ends the run. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Where the run writes down how far it has come. */
  readonly journal?: Journal | undefined
  /** What is gone on with. */
  readonly from?: EarlierRun | undefined
}

interface Elsewhere {
  readonly outcomes: AsyncIterable<PlanEvent>
  readonly knownCopies: KnownCopies
}

/** A run of the same plan that did not come to its end. */
interface EarlierRun {
  /** The sink has been opened with what it says of it. */
  readonly state: RunState
  replay(reader: HistoryReader): Promise<void>
}

/**
 * Runs the plan into the sink. Memory is bounded by batches and threads, and some 30 bytes per distinct
 * sample, or `keyMemory`, where duplicates are looked for.
 */
export async function run(plan: ExportPlan, options: RunOptions): Promise<ExportResult> {
  const { sink, keyMemory, onReject, journal, from } = options
  const assembler = assemble({
    pipeline: plan.pipeline,
    sink,
    keyMemory,
    knownCopies: options.elsewhere?.knownCopies,
    onReject,
    history: journal,
    from: from?.state.assembler,
  })
  try {
    return await runInto(assembler, plan, options)
  } finally {
    assembler.close()
  }
}

async function runInto(
  assembler: Assembler,
  plan: ExportPlan,
  options: RunOptions,
): Promise<ExportResult> {
  const { sink, onProgress, journal, from, limit } = options
  const soFar = startRunSoFar(plan, { assembler, limit, from: from?.state })
  const saveBefore =
    (nextPart: number, isFinished = false): SaveState =>
    async () => {
      const { state, durable } = await sink.checkpoint()
      return { state: { nextPart, isFinished, ...soFar.save(isFinished), sink: state }, durable }
    }

  const outcomes = startOutcomes(plan, options)
  for await (const event of from ? replayed(outcomes, () => from.replay(soFar)) : outcomes) {
    if (event.kind === 'batch') await soFar.add(event.part, event.outcome)
    else {
      soFar.partEnd(event.part, event.recordsSha256)
      soFar.measured(event.states)
      journal?.partEnd(event.part, event.recordsSha256)
      await journal?.partDone(saveBefore(event.part + 1))
    }
    onProgress?.(soFar.progress())
  }
  const result = soFar.result(await sink.finish())
  if (from?.state.isFinished !== true) await journal?.finish(saveBefore(plan.parts.length, true))
  await sink.seal()
  return result
}

/** Asks for the first outcome at once, so that workers begin while the earlier run is gone through. */
async function* replayed(
  outcomes: AsyncIterable<PlanEvent>,
  replay: () => Promise<void>,
): AsyncGenerator<PlanEvent, void, undefined> {
  const iterator = outcomes[Symbol.asyncIterator]()
  const first = iterator.next()
  // Met below, unless the replay fails.
  first.catch(() => {})
  try {
    await replay()
    for (let next = await first; next.done !== true; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}

/** Of the parts that no earlier run has done. */
function startOutcomes(
  plan: ExportPlan,
  { pool, elsewhere, signal, limit = Infinity, from }: RunOptions,
): AsyncIterable<PlanEvent> {
  if (elsewhere) return elsewhere.outcomes
  const firstPart = from?.state.nextPart ?? 0
  const read = from?.state.assembler.tally.read ?? 0
  if (pool) return outcomesOfWorkers(plan, { ...pool, firstPart, signal })
  return outcomesHere(plan, { firstPart, limit: limit - read, signal })
}
