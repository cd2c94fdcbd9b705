import { createHash } from 'node:crypto'
import type { SourcePart } from '../sources/source.js'
import type { ByteLane } from '../engine/byte-lane.js'
import type { BatchOutcome } from './batch-outcome.js'
import { codeCategories } from './categories/code-categories.js'
import { createLanes } from './lanes/create-lanes.js'
import type { MetricStates } from './metric-states.js'
import type { ExportPlan } from './plan.js'
import { readAhead } from './read-ahead.js'

export interface RunPartOptions {
  /** Most records to take. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /**
   * Metric states to count the part into, in place. As merging is what counting on is, it makes no
   * difference whether parts share their states.
   */
  readonly states: MetricStates
  /** Made for these states alone. */
  readonly lane?: ByteLane | undefined
}

/**
 * The pure half of an export: what comes out depends on the plan and the part alone. Yields an
 * outcome per batch and returns a SHA-256 over the bytes of all batches, in hex.
 */
export async function* runPart(
  plan: ExportPlan,
  part: SourcePart,
  { states, lane, limit = Infinity, signal }: RunPartOptions,
): AsyncGenerator<BatchOutcome, string> {
  const digest = createHash('sha256')
  const ordinal = plan.parts.indexOf(part)
  const categories = codeCategories(plan.pipeline.categories)
  const lanes = createLanes(plan.pipeline, { lane, categories, states })
  let taken = 0
  let firstLine = 0

  for await (const batch of readAhead(plan.source.read(part, { signal }))) {
    digest.update(batch.bytes)
    const count = Math.min(batch.lines.length, limit - taken)
    yield lanes.run(batch, { part: ordinal, firstLine, count })
    taken += count
    firstLine += batch.lineCount
    if (taken >= limit) break
  }
  return digest.digest('hex')
}
