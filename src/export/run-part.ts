import { startDigest } from '../kernel/running-digest.js'
import type { SourcePart } from '../sources/source.js'
import type { BatchOutcome } from './batch-outcome.js'
import { createLanes, type Lanes } from './lanes/create-lanes.js'
import { rememberStates, type EarlierStates, type MetricStates } from './metric-states.js'
import type { ExportPlan } from './plan.js'
import { partReader, type PartReader } from './part-reader.js'
import { createReadingMemory } from './reading-memory.js'

/** What a thread that runs parts has for all of them. What it has learned changes the speed only. */
export interface PartTools {
  readonly lanes: Lanes
  readonly reader: PartReader
  readonly earlier: EarlierStates
}

export function createPartTools({ source, pipeline, createLane }: ExportPlan): PartTools {
  const lane = createLane?.()
  return {
    lanes: createLanes(pipeline, lane),
    reader: partReader(source, createReadingMemory(lane?.readingAreas)),
    earlier: rememberStates(pipeline.metrics),
  }
}

export interface RunPartOptions {
  /** Most records to take. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Of this thread, whose parts are those whose states are merged. @default those for one part */
  readonly tools?: PartTools
  /** The part that the same tools run next: it is begun to be read while the end of this one is worked on. */
  readonly next?: SourcePart | undefined
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
  const { limit = Infinity, signal, next, tools = createPartTools(plan) } = options
  const { lanes, reader, earlier } = tools
  const digest = startDigest(plan.pipeline.digests)
  const ordinal = plan.parts.indexOf(part)
  const states = earlier.empty()
  lanes.startPart(states)
  let taken = 0
  let firstLine = 0

  for await (const batch of reader.read(part, { signal, next })) {
    digest.update(batch.bytes)
    const count = Math.min(batch.lines.length, limit - taken)
    yield lanes.run(batch, { part: ordinal, firstLine, count })
    taken += count
    firstLine += batch.lineCount
    if (taken >= limit) break
  }
  earlier.add(states)
  return { recordsSha256: digest.hex(), states }
}
