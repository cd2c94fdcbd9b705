import { startDigest } from '../kernel/running-digest.js'
import type { SourcePart } from '../sources/source.js'
import type { BatchOutcome } from './batch-outcome.js'
import { createLanes, type Lanes } from './lanes/create-lanes.js'
import { rememberStates, type EarlierStates, type MetricStates } from './metric-states.js'
import type { ExportPlan } from './plan.js'
import { createReadingMemory, type ReadingMemory } from './reading-memory.js'
import { readAhead } from './read-ahead.js'

/** What a thread that runs parts has for all of them. What it has learned changes the speed only. */
export interface PartTools {
  readonly lanes: Lanes
  readonly memory: ReadingMemory
  readonly earlier: EarlierStates
}

export function createPartTools({ pipeline, createLane }: ExportPlan): PartTools {
  const lane = createLane?.()
  return {
    lanes: createLanes(pipeline, lane),
    memory: createReadingMemory(lane?.readingAreas),
    earlier: rememberStates(pipeline.metrics),
  }
}

export interface RunPartOptions {
  /** Most records to take. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Of this thread, whose parts are those whose states are merged. @default those for one part */
  readonly tools?: PartTools
}

/** What is known of a part when all of it has been read. */
export interface PartFacts {
  /** Over the bytes of all batches, in hex; undefined where the export has no digests. */
  readonly recordsSha256: string | undefined
  /** Of the metrics, over the samples of this part, as far as they count beside those of earlier ones. */
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
  const { limit = Infinity, signal, tools = createPartTools(plan) } = options
  const { lanes, memory, earlier } = tools
  const digest = startDigest(plan.pipeline.digests)
  const ordinal = plan.parts.indexOf(part)
  const states = earlier.empty()
  lanes.startPart(states)
  memory.startPart()
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
  earlier.add(states)
  return { recordsSha256: digest.hex(), states }
}
