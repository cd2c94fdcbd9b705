import { createHash } from 'node:crypto'
import type { SourcePart } from '../sources/source.js'
import type { ByteLane } from '../engine/byte-lane.js'
import type { BatchOutcome } from './batch-outcome.js'
import { codeCategories } from './categories/code-categories.js'
import { createLanes } from './lanes/create-lanes.js'
import { emptyStates, type EarlierStates, type MetricStates } from './metric-states.js'
import type { ExportPlan } from './plan.js'
import { createReadingMemory, type ReadingMemory } from './reading-memory.js'
import { readAhead } from './read-ahead.js'

export interface RunPartOptions {
  /** Most records to take. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Of this thread; what it has learned from other parts is forgotten, or changes the speed only. */
  readonly lane?: ByteLane | undefined
  /** Of this thread. @default memory of its own */
  readonly memory?: ReadingMemory
  /** Of parts before this one, whose states are merged with those of this one. @default none */
  readonly earlier?: EarlierStates
}

/** What is known of a part when all of it has been read. */
export interface PartFacts {
  /** Over the bytes of all batches, in hex. */
  readonly recordsSha256: string
  /** Of the metrics, over the samples of this part alone. */
  readonly states: MetricStates
}

/**
 * The pure half of an export: what comes out depends on the plan and the part alone. Yields an
 * outcome per batch and returns the facts about the part.
 */
export async function* runPart(
  plan: ExportPlan,
  part: SourcePart,
  options: RunPartOptions = {},
): AsyncGenerator<BatchOutcome, PartFacts> {
  const { lane, memory = createReadingMemory(), earlier, limit = Infinity, signal } = options
  const digest = createHash('sha256')
  const ordinal = plan.parts.indexOf(part)
  const states = earlier?.empty() ?? emptyStates(plan.pipeline.metrics)
  const categories = codeCategories(plan.pipeline.categories)
  const lanes = createLanes(plan.pipeline, { lane, categories, states })
  let taken = 0
  let firstLine = 0

  const reading = { signal, takeMemory: memory.take }
  for await (const batch of readAhead(plan.source.read(part, reading))) {
    digest.update(batch.bytes)
    const count = Math.min(batch.lines.length, limit - taken)
    yield lanes.run(batch, { part: ordinal, firstLine, count })
    memory.release(batch.bytes)
    taken += count
    firstLine += batch.lineCount
    if (taken >= limit) break
  }
  earlier?.add(states)
  return { recordsSha256: digest.digest('hex'), states }
}
