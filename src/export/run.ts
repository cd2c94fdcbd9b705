import { createHash } from 'node:crypto'
import type { ExportResult } from '../records/export-result.js'
import type { LaneCounts } from '../records/lane-counts.js'
import type { ManifestInput, ManifestShard } from '../records/manifest.js'
import type { Shard, Sink } from '../sinks/sink.js'
import { assemble, REJECTS, type Assembler } from './assemble.js'
import { emptyStates, mergeStates, reportStates, type MetricStates } from './metric-states.js'
import type { KeyMemory } from './dedup/key-table.js'
import { inputPosition } from './input-position.js'
import { countLanes } from './lanes/count-lanes.js'
import { outcomesHere, type PlanEvent } from './outcomes.js'
import { PER_SAMPLE } from './per-sample.js'
import type { ExportPlan } from './plan.js'
import type { Progress } from './progress.js'
import type { Reject } from './reject.js'
import { outcomesOfWorkers, type PoolOptions } from './worker-pool.js'

export interface RunOptions {
  readonly sink: Sink
  /** Memory for what duplicates are known by, and where the rest goes. @default memory for all */
  readonly keyMemory?: KeyMemory | undefined
  /** Threads beside this one; absent: the work is done in this thread. */
  readonly pool?: Omit<PoolOptions, 'signal'>
  /** Most records to read; only without a pool. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Told of every dropped record, in plan order. What it throws ends the run. */
  readonly onReject?: ((reject: Reject) => void) | undefined
  /** Called after every batch. What it throws ends the run. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Runs the plan into the sink. Memory is bounded by batches and threads, and some 30 bytes per distinct
 * sample, or `keyMemory`, where duplicates are looked for.
 */
export async function run(plan: ExportPlan, options: RunOptions): Promise<ExportResult> {
  const { sink, keyMemory, onReject } = options
  const assembler = assemble({ pipeline: plan.pipeline, sink, keyMemory, onReject })
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
  const { sink, onProgress } = options
  const inputs = startInputs(plan)
  let states: MetricStates = emptyStates(plan.pipeline.metrics)
  const position = inputPosition(plan.parts, options.limit ?? Infinity)
  const lanes = countLanes()
  let bytesRead = 0

  for await (const event of startOutcomes(plan, options)) {
    switch (event.kind) {
      case 'batch':
        await assembler.add(event.outcome, {
          part: event.part,
          input: plan.parts[event.part]?.input ?? '',
        })
        inputs.add(event.part, event.outcome.read)
        lanes.add(event.outcome.lanes)
        bytesRead += event.outcome.bytesRead
        position.advance(event.part, event.outcome.read, event.outcome.inputBytes)
        break
      case 'part-end':
        inputs.endPart(event.part, event.recordsSha256)
        position.endPart(event.part)
        states = mergeStates(plan.pipeline.metrics, states, event.states)
        break
    }
    onProgress?.({
      ...assembler.current(),
      bytesRead,
      bytesEmitted: assembler.bytesEmitted(),
      ...position.state(),
    })
  }
  return describeResult(plan, {
    assembler,
    inputs: inputs.report(),
    states,
    lanes: lanes.report(),
    shards: await sink.finish(),
  })
}

function startOutcomes(plan: ExportPlan, options: RunOptions): AsyncIterable<PlanEvent> {
  const { pool, signal, limit = Infinity } = options
  return pool ? outcomesOfWorkers(plan, { ...pool, signal }) : outcomesHere(plan, { limit, signal })
}

interface Gathered {
  readonly assembler: Assembler
  readonly inputs: readonly ManifestInput[]
  readonly states: MetricStates
  readonly lanes: LaneCounts
  readonly shards: readonly Shard[]
}

function describeResult(plan: ExportPlan, gathered: Gathered): ExportResult {
  const { assembler, inputs, states, lanes, shards } = gathered
  const listed = shards.map(({ series, ...facts }): ManifestShard => ({ ...facts, split: series }))
  return {
    planDigest: plan.digest,
    sourceId: plan.source.id,
    inputs,
    counts: assembler.totals(),
    ...assembler.findings(),
    shards: listed.filter(({ split }) => plan.pipeline.series.includes(split)),
    rejects: listed.filter(({ split }) => split === REJECTS),
    perSample: listed.filter(({ split }) => split === PER_SAMPLE),
    lanes,
    metrics: reportStates(plan.pipeline.metrics, states, assembler.locate),
  }
}

/** Facts about each input, from facts about its parts, which are neighbours in the plan. */
function startInputs({ parts }: ExportPlan) {
  const names = [...new Set(parts.map(({ input }) => input))]
  const facts = new Map(
    names.map((name) => [name, { parts: 0, records: 0, digest: createHash('sha256') }]),
  )
  const of = (part: number) => facts.get(parts[part]?.input ?? '')

  return {
    add(part: number, records: number): void {
      const fact = of(part)
      if (fact) fact.records += records
    },
    endPart(part: number, recordsSha256: string): void {
      const fact = of(part)
      if (!fact) return
      fact.parts += 1
      fact.digest.update(recordsSha256)
    },
    report: (): readonly ManifestInput[] =>
      Array.from(facts, ([input, { parts: count, records, digest }]) => ({
        input,
        parts: count,
        records,
        records_sha256: digest.digest('hex'),
      })),
  }
}
