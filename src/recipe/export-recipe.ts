import { availableParallelism } from 'node:os'
import { run } from '../export/run.js'
import type { Progress } from '../export/progress.js'
import { openWorkFolder } from '../export/work-folder.js'
import { judgeGates } from '../report/gates.js'
import { qualityReport, type ExportReport } from '../report/report.js'
import type { ExportResult } from '../records/export-result.js'
import { jsonlShards } from '../sinks/jsonl-shards.js'
import { REJECTS } from '../export/assemble.js'
import { writeDocuments } from './documents.js'
import type { LoadedRecipe } from './load-recipe.js'
import type { SourceContext } from './open-source.js'
import type { WorkerPlan } from './part-worker.js'
import { planExport, type PlannedExport } from './plan-export.js'
import type { Recipe } from './recipe.js'
import type { Environment } from './secrets.js'
import { PER_SAMPLE } from '../export/per-sample.js'

export interface ExportOptions extends Omit<SourceContext, 'baseFolder'> {
  /** The folder that the export becomes visible as, all or nothing. */
  readonly target: string
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
  /** Threads; never changes the bytes. @default as many as cores, one for little data */
  readonly workers?: number
  /** Most records to read. @default all */
  readonly limit?: number
  readonly signal?: AbortSignal | undefined
  /** Told once, before records are read, what is odd about the schema without being wrong. */
  readonly onWarnings?: (warnings: readonly string[]) => void
  /** Called after every batch; what it throws ends the export. */
  readonly onProgress?: (progress: Progress) => void
}

export interface ExportSummary {
  readonly report: ExportReport
  readonly result: ExportResult
  /** Text of `adapter_metadata.json`, when the recipe tracks it. */
  readonly adapterMetadata?: string
  readonly target: string
  /** Of the shards. */
  readonly bytesWritten: number
  readonly durationMs: number
  readonly workers: number
}

/** Fewer parts than this are done before a second thread has started. */
const MIN_PARTS_PER_WORKER = 2

/**
 * Does what the recipe says and publishes one folder.
 * @throws LoradexError with a code; nothing is visible at the target then.
 */
export async function exportRecipe(
  loaded: LoadedRecipe,
  options: ExportOptions,
): Promise<ExportSummary> {
  const { target, replace = false, limit, signal, onProgress } = options
  const startedAt = performance.now()
  const folder = await openWorkFolder(target, { replace })
  const { recipe } = loaded
  try {
    const planned = await planExport(loaded, { ...options, spoolFolder: folder.spool })
    options.onWarnings?.(planned.warnings)
    const workers = limit === undefined ? countWorkers(planned, options.workers) : 1
    const { series } = planned.plan.pipeline
    const sink = jsonlShards({
      folder: folder.output,
      shardBytes: recipe.output.shard_bytes,
      compression: recipe.output.compression,
      series: [...series, REJECTS, ...(planned.plan.pipeline.trackPerSample ? [PER_SAMPLE] : [])],
    })
    try {
      const result = await run(planned.plan, {
        sink,
        ...(limit !== undefined && { limit }),
        ...(workers > 1 && { pool: { workers, ...workerEntry(loaded.baseFolder, planned) } }),
        signal,
        onProgress,
      })
      const report = describe(recipe, result)
      const documents = await writeDocuments(folder.output, {
        planned,
        result,
        report,
        exportedAt: exportInstant(options.env),
      })
      signal?.throwIfAborted()
      await folder.publish()
      return {
        report,
        result,
        ...documents,
        target,
        bytesWritten: result.shards.reduce((sum, { bytes }) => sum + bytes, 0),
        durationMs: Math.round(performance.now() - startedAt),
        workers,
      }
    } finally {
      await sink.close()
    }
  } finally {
    await folder.discard()
  }
}

function countWorkers({ plan }: PlannedExport, wanted: number | undefined): number {
  const most = wanted ?? availableParallelism()
  const useful = Math.floor(plan.parts.length / MIN_PARTS_PER_WORKER)
  return Math.max(1, Math.min(most, wanted === undefined ? useful : plan.parts.length))
}

function workerEntry(baseFolder: string, { recipe, plan, schemaText }: PlannedExport) {
  const planData: WorkerPlan = {
    recipe,
    baseFolder,
    schemaText,
    parts: plan.parts,
    digest: plan.digest,
  }
  return { entry: new URL('./part-worker.js', import.meta.url), planData }
}

function describe(recipe: Recipe, result: ExportResult): ExportReport {
  return {
    format_version: 1,
    plan_digest: result.planDigest,
    source: result.sourceId,
    counts: result.counts,
    ...qualityReport(result.metrics),
    emitted: result.emitted,
    gates: judgeGates(recipe.gates, result),
  }
}

/** `SOURCE_DATE_EPOCH` (seconds since 1970) stands in for the clock where it is set. */
function exportInstant(env: Environment = {}): Date {
  const epoch = env['SOURCE_DATE_EPOCH'] ?? ''
  return /^\d{1,12}$/u.test(epoch) ? new Date(Number(epoch) * 1000) : new Date()
}
