import { restoreStates } from '../export/metric-states.js'
import type { PlanEvent } from '../export/outcomes.js'
import type { Pipeline } from '../export/pipeline.js'
import type { Cluster } from './cluster.js'
import { brokenFrame, splitFrames } from './frames.js'
import { unpackFact, type TaskFact } from './task-facts.js'

/** The facts of a task, in the order of its parts. */
export async function* readFacts(
  cluster: Cluster,
  path: string,
): AsyncGenerator<TaskFact, void, undefined> {
  const splitter = splitFrames()
  for await (const chunk of cluster.read(path)) {
    for (const { bytes } of splitter.push(chunk)) yield unpackFact(bytes)
  }
  if (!splitter.isBetweenFrames()) throw brokenFrame(`${path} cut off`)
}

/** The same as what a run of the part would have told. */
export function eventOf(fact: TaskFact, { metrics }: Pipeline): PlanEvent {
  if (fact.kind === 'batch') return { kind: 'batch', part: fact.part, outcome: fact.outcome }
  const { part, recordsSha256, states } = fact
  return { kind: 'part-end', part, recordsSha256, states: restoreStates(metrics, states) }
}
