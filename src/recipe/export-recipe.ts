import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { run } from '../export/run.js'
import type { Progress } from '../export/progress.js'
import type { Reject } from '../export/reject.js'
import { openWorkFolder } from '../export/work-folder.js'
import type { ExportReport } from '../report/report.js'
import type { ExportResult } from '../records/export-result.js'
import type { PlanOptions } from '../sources/source.js'
import { jsonlShards } from '../sinks/jsonl-shards.js'
import { REJECTS } from '../export/assemble.js'
import type { JsonObject } from '../kernel/json-value.js'
import { defaultDedupMemory } from './dedup-memory.js'
import { describeExport } from './describe-export.js'
import { writeDocuments } from './documents.js'
import type { ExportEvent, PlanFacts } from './export-event.js'
import { exportInstant } from './export-instant.js'
import type { PlacedRecipe } from './load-recipe.js'
import type { SourceContext } from './open-source.js'
import type { WorkerPlan } from './part-worker.js'
import { planExport, type PlannedExport } from './plan-export.js'
import { PER_SAMPLE } from '../export/per-sample.js'

export interface ExportOptions extends Omit<SourceContext, 'baseFolder'> {
  /** The folder that the export becomes visible as, all or nothing. */
  readonly target: string
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
  /**
   * Threads that make lines of records, beside this one, which puts them together; never changes the
   * bytes. Little data is done by this thread alone. @default as many as there are cores
   */
  readonly workers?: number
  /**
   * Bytes of memory for what duplicates are known by; keys that it does not hold go to the disk, beside
   * the target. Never changes the bytes. @default a quarter of the memory, 256 MiB at most
   */
  readonly dedupMemory?: number
  /** `object`: no record takes the byte lane; the bytes are the same. @default auto */
  readonly lane?: 'auto' | 'object'
  /** Most records to read. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Told once, before records are read, what is odd about the schema without being wrong. */
  readonly onWarnings?: (warnings: readonly string[]) => void
  /** Told of each step, before or after it is made; what it throws ends the export. */
  readonly onEvent?: ((event: ExportEvent) => void) | undefined
  /** Called after every batch; what it throws ends the export. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Told of every dropped record, in input order; what it throws ends the export. */
  readonly onReject?: ((reject: Reject) => void) | undefined
  /** An earlier adapter metadata document, of which unknown members are kept. @default none */
  readonly originalMetadata?: JsonObject | undefined
}

export interface ExportSummary {
  readonly report: ExportReport
  readonly result: ExportResult
  /** Text of `adapter_metadata.json`, when the recipe tracks it. */
  readonly adapterMetadata?: string
  /** What that says; `SOURCE_DATE_EPOCH` where the environment sets it. */
  readonly exportedAt: Date
  readonly target: string
  /** Of the shards. */
  readonly bytesWritten: number
  readonly durationMs: number
  /** Threads that were started. */
  readonly workers: number
  /** Why no record could be decided as bytes; absent where records could. */
  readonly noByteLane?: string
}

/** Fewer parts are done before a thread has started. */
const MIN_PARTS_FOR_WORKERS = 4

/**
 * Does what the recipe says and publishes one folder.
 * @throws LoradexError with a code; nothing is visible at the target then.
 *
 * @example
 * ```ts
 * import { exportRecipe, loadRecipe } from 'loradex'
 *
 * const loaded = await loadRecipe('loradex.yaml', { env: process.env })
 * const { report, target } = await exportRecipe(loaded, { target: 'out', env: process.env })
 * console.log(target, report.counts.emitted, report.counts.dropped)
 * ```
 */
export async function exportRecipe(
  loaded: PlacedRecipe,
  options: ExportOptions,
): Promise<ExportSummary> {
  const { target, replace = false, limit, signal, onProgress, onReject } = options
  const tell = options.onEvent ?? (() => undefined)
  const startedAt = performance.now()
  tell({ kind: 'phase', phase: 'plan' })
  const folder = await openWorkFolder(target, { replace })
  const { recipe } = loaded
  try {
    tell({ kind: 'work-folder', places: folder.places })
    const planned = await planExport(loaded, {
      ...options,
      ...tellOfSource(tell),
      spoolFolder: folder.spool,
      ...(limit !== undefined && { enoughRecords: limit }),
    })
    options.onWarnings?.(planned.warnings)
    const workers = limit === undefined ? countWorkers(planned, options.workers) : 0
    tell({ kind: 'planned', ...planFacts(planned), workers })
    const { series } = planned.plan.pipeline
    const sink = jsonlShards({
      folder: folder.output,
      shardBytes: recipe.output.shard_bytes,
      compression: recipe.output.compression,
      series: [...series, REJECTS, ...(planned.plan.pipeline.trackPerSample ? [PER_SAMPLE] : [])],
      onOpened: (shard) =>
        tell({ kind: 'shard-opened', ...shard, isData: series.includes(shard.series) }),
      onClosed: (shard, facts) => tell({ kind: 'shard-closed', ...shard, ...facts }),
    })
    try {
      tell({ kind: 'phase', phase: 'read' })
      const result = await run(planned.plan, {
        sink: {
          ...sink,
          finish() {
            tell({ kind: 'phase', phase: 'write' })
            return sink.finish()
          },
        },
        keyMemory: {
          bytes: options.dedupMemory ?? defaultDedupMemory(),
          folder: join(folder.spool, 'keys'),
        },
        ...(limit !== undefined && { limit }),
        ...(workers > 0 && { pool: { workers, ...workerEntry(loaded.baseFolder, planned) } }),
        signal,
        onProgress,
        onReject,
      })
      const report = describeExport(planned, result)
      const exportedAt = exportInstant(options.env)
      const documents = await writeDocuments(folder.output, {
        planned,
        result,
        report,
        exportedAt,
        originalMetadata: options.originalMetadata,
      })
      signal?.throwIfAborted()
      tell({ kind: 'phase', phase: 'publish' })
      await folder.publish()
      return {
        report,
        result,
        ...documents,
        exportedAt,
        target,
        bytesWritten: result.shards.reduce((sum, { bytes }) => sum + bytes, 0),
        durationMs: Math.round(performance.now() - startedAt),
        workers,
        ...('reason' in planned.lane && { noByteLane: planned.lane.reason }),
      }
    } finally {
      await sink.close()
    }
  } finally {
    await folder.discard()
  }
}

function tellOfSource(
  tell: (event: ExportEvent) => void,
): Pick<PlanOptions, 'onSpool' | 'onRetry'> {
  return {
    onSpool: (copied) => tell({ kind: 'copied', ...copied }),
    onRetry: (retry) => tell({ kind: 'retry', ...retry }),
  }
}

function planFacts({ plan }: PlannedExport): Omit<PlanFacts, 'workers'> {
  const inputs = new Set(plan.parts.map(({ input }) => input)).size
  return { digest: plan.digest, source: plan.source.id, inputs, parts: plan.parts.length }
}

function countWorkers({ plan }: PlannedExport, wanted = availableParallelism()): number {
  return plan.parts.length < MIN_PARTS_FOR_WORKERS ? 0 : Math.min(wanted, plan.parts.length)
}

function workerEntry(
  baseFolder: string,
  { recipe, plan, schemaText, constraint, lane }: PlannedExport,
) {
  const planData: WorkerPlan = {
    recipe,
    baseFolder,
    schemaText,
    constraint,
    parts: plan.parts,
    digest: plan.digest,
    hasLane: 'createLane' in lane,
  }
  return { entry: new URL('./part-worker.js', import.meta.url), planData }
}
