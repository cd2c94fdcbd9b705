import type { ExportResult } from '../records/export-result.js'
import type { ManifestShard } from '../records/manifest.js'
import type { Shard } from '../sinks/sink.js'
import { REJECTS, type Assembler } from './assemble.js'
import type { BatchOutcome } from './batch-outcome.js'
import { inputPosition } from './input-position.js'
import type { HistoryReader } from './journal/history.js'
import type { RunState } from './journal/run-state.js'
import {
  encodeStates,
  packStates,
  reportStates,
  restoreStates,
  sumStates,
  type MetricStates,
} from './metric-states.js'
import { PER_SAMPLE } from './per-sample.js'
import type { ExportPlan } from './plan.js'
import type { Progress } from './progress.js'
import { countLanes } from './lanes/count-lanes.js'
import { startInputs } from './start-inputs.js'

/** What has become of the parts so far; what an earlier run has done is told to it as history. */
export interface RunSoFar extends HistoryReader {
  /** Batches come in plan order. */
  add(part: number, outcome: BatchOutcome): Promise<void>
  /** Of the part that has ended last. */
  measured(states: MetricStates): void
  progress(): Progress
  /** At the end of a part; at that of the run, `isFinished`, equal runs save the same. */
  save(isFinished: boolean): Pick<RunState, 'bytesRead' | 'assembler' | 'metrics'>
  /** @throws `export.records-lost` unless every record was emitted or dropped. */
  result(shards: readonly Shard[]): ExportResult
}

export interface RunSoFarOptions {
  readonly assembler: Assembler
  /** Most records that are read. @default all */
  readonly limit?: number | undefined
  readonly from?: RunState | undefined
}

export function startRunSoFar(
  plan: ExportPlan,
  { assembler, limit = Infinity, from }: RunSoFarOptions,
): RunSoFar {
  const { metrics, series } = plan.pipeline
  const inputs = startInputs(plan)
  const position = inputPosition(plan.parts, limit)
  const states = sumStates(metrics, from && restoreStates(metrics, from.metrics))
  let bytesRead = from?.bytesRead ?? 0
  // Of this run: what an earlier one has done is told without its lanes.
  const lanes = countLanes()
  const originOf = (part: number) => ({ part, input: plan.parts[part]?.input ?? '' })

  function passed(part: number, read: number, inputBytes?: number): void {
    inputs.add(part, read)
    position.advance(part, read, inputBytes)
  }

  return {
    async add(part, outcome) {
      await assembler.add(outcome, originOf(part))
      bytesRead += outcome.bytesRead
      lanes.add(outcome.lanes)
      passed(part, outcome.read, outcome.inputBytes)
    },
    async batch(entry) {
      await assembler.recall(entry, originOf(entry.part))
      passed(entry.part, entry.read)
    },
    partEnd(part, recordsSha256) {
      inputs.endPart(part, recordsSha256)
      position.endPart(part)
    },
    measured: states.add,
    progress: () => ({
      ...assembler.current(),
      bytesRead,
      bytesEmitted: assembler.bytesEmitted(),
      ...position.state(),
    }),
    save: (isFinished) => ({
      bytesRead,
      assembler: assembler.save(),
      metrics: (isFinished ? encodeStates : packStates)(metrics, states.total()),
    }),
    result(shards) {
      const listed = shards.map(({ series: split, ...facts }): ManifestShard => ({
        ...facts,
        split,
      }))
      return {
        planDigest: plan.digest,
        sourceId: plan.source.id,
        inputs: inputs.report(),
        counts: assembler.totals(),
        ...assembler.findings(),
        shards: listed.filter(({ split }) => series.includes(split)),
        rejects: listed.filter(({ split }) => split === REJECTS),
        perSample: listed.filter(({ split }) => split === PER_SAMPLE),
        lanes: lanes.report(),
        metrics: reportStates(metrics, states.total(), assembler.locate),
      }
    },
  }
}
