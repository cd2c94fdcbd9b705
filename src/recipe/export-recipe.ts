import { availableParallelism } from 'node:os'
import { realDisk } from '../disk/real-disk.js'
import { inWorkFolder, type Making } from '../export/folder/in-work-folder.js'
import { realProcesses } from '../export/folder/this-process.js'
import type { Unfinished, WorkFolder } from '../export/folder/work-folder.js'
import { checkpointPace } from '../export/journal/checkpoint-pace.js'
import type { RunState } from '../export/journal/run-state.js'
import { runInFolder, type RunInFolderOptions } from '../export/run-in-folder.js'
import type { Progress } from '../export/progress.js'
import type { Reject } from '../export/reject.js'
import type { ExportReport } from '../report/report.js'
import type { ExportResult } from '../records/export-result.js'
import type { PlanOptions } from '../sources/source.js'
import type { JsonObject } from '../kernel/json-value.js'
import { defaultDedupMemory } from './dedup-memory.js'
import { describeExport } from './describe-export.js'
import { writeDocuments } from './documents.js'
import type { ExportEvent, PlanFacts, Reached } from './export-event.js'
import { exportInstant } from './export-instant.js'
import type { PlacedRecipe } from './load-recipe.js'
import { openSink } from './open-sink.js'
import type { SourceContext } from './open-source.js'
import type { WorkerPlan } from './worker-plan.js'
import { planExport, type PlanExportOptions, type PlannedExport } from './plan-export.js'
import { assertSameRecipe, assertSameSource } from './resume/assert-same.js'
import {
  copiedParts,
  identityOf,
  recipeIdentity,
  type ExportIdentity,
} from './resume/export-identity.js'

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
  /**
   * What to do where an earlier export to the target did not come to its end: `refuse` fails with
   * `export.unfinished`, `resume` goes on with it, `restart` removes it. @default refuse
   */
  readonly unfinished?: Unfinished
  /** When it is first written down how far the export has come; 0: after every part, null: never. @default 1000 */
  readonly checkpointMs?: number | null
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
  /** Records that an earlier run had read; absent when this one began with the first. */
  readonly resumedAt?: number
  /** Why no record could be decided as bytes; absent where records could. */
  readonly noByteLane?: string
  /** What a cluster tells of its part in it; absent where this program did everything. */
  readonly spark?: SparkFacts
}

export interface SparkFacts {
  readonly version: string
  readonly master: string
  /** Id of the application, as Spark's own pages call it. */
  readonly application: string
  /** Of the parts, and of the shards. */
  readonly tasks: number
  /** Of these, ended well only when tried again. */
  readonly retried: number
}

const CHECKPOINT_MS = 1000

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
  const { target, replace = false, unfinished = 'refuse', signal } = options
  const tell = options.onEvent ?? (() => undefined)
  const startedAt = performance.now()
  tell({ kind: 'phase', phase: 'plan' })
  const summary = await inWorkFolder(
    target,
    {
      disk: realDisk,
      processes: realProcesses(),
      replace,
      unfinished,
      beforePublishing() {
        signal?.throwIfAborted()
        tell({ kind: 'phase', phase: 'publish' })
      },
    },
    (making) => makeExport(loaded, options, making),
  )
  return { ...summary, durationMs: Math.round(performance.now() - startedAt) }
}

async function makeExport(
  loaded: PlacedRecipe,
  options: ExportOptions,
  making: Making,
): Promise<Omit<ExportSummary, 'durationMs'>> {
  const { folder } = making
  const tell = options.onEvent ?? (() => undefined)
  tell({ kind: 'work-folder', places: folder.places })
  const planned = await planInFolder(loaded, options, folder)
  options.onWarnings?.(planned.warnings)
  const state = folder.saved?.state
  const workers = countWorkers(planned.plan.parts.length - (state?.nextPart ?? 0), options)
  tell({ kind: 'planned', ...planFacts(planned), workers })
  if (state) tell({ kind: 'resumed', ...reached(planned, state) })
  tell({ kind: 'phase', phase: 'read' })
  const entry = workerEntry(loaded.baseFolder, planned)
  const result = await runInFolder(planned.plan, {
    ...runOptions(planned, options, making),
    ...(workers > 0 && { pool: { workers, ...entry } }),
  })
  const report = describeExport(planned, result)
  const exportedAt = exportInstant(options.env)
  const documents = await writeDocuments(
    { disk: realDisk, folder: folder.isPublished ? undefined : folder.output },
    { planned, result, report, exportedAt, originalMetadata: options.originalMetadata },
  )
  return {
    report,
    result,
    ...documents,
    exportedAt,
    target: options.target,
    bytesWritten: result.shards.reduce((sum, { bytes }) => sum + bytes, 0),
    workers,
    ...(state && { resumedAt: state.assembler.tally.read }),
    ...('reason' in planned.lane && { noByteLane: planned.lane.reason }),
  }
}

interface PlannedInFolder extends PlannedExport {
  readonly identity: ExportIdentity
}

/** Plans anew, or as an earlier export did that is gone on with. */
async function planInFolder(
  loaded: PlacedRecipe,
  options: ExportOptions,
  folder: WorkFolder,
): Promise<PlannedInFolder> {
  const { target, limit, onEvent: tell = () => undefined } = options
  const planned = await planExport(loaded, {
    ...options,
    ...tellOfSource(tell),
    ...earlierPlan(options, folder),
    spoolFolder: folder.spool,
    ...(limit !== undefined && { enoughRecords: limit }),
  })
  const identity = identityOf(planned, { limit, spool: folder.spool })
  const before = identityIn(folder)
  if (before) assertSameSource(target, before, identity)
  return { ...planned, identity }
}

function runOptions(
  planned: PlannedInFolder,
  options: ExportOptions,
  { folder, canGoOn }: Making,
): RunInFolderOptions {
  const { limit, signal, onProgress, onReject, checkpointMs = CHECKPOINT_MS } = options
  const { onEvent: tell = () => undefined } = options
  return {
    disk: realDisk,
    folder,
    identity: planned.identity,
    pace: checkpointMs === null ? undefined : checkpointPace(checkpointMs),
    keyMemory: { bytes: options.dedupMemory ?? defaultDedupMemory(), folder: folder.keys },
    openSink: (from) => openSink(planned, { disk: realDisk, folder: folder.output, from, tell }),
    onCheckpoint(saved) {
      canGoOn()
      tell({ kind: 'checkpoint', ...reached(planned, saved) })
    },
    ...(limit !== undefined && { limit }),
    signal,
    onProgress,
    onReject,
  }
}

function reached({ plan }: PlannedExport, { nextPart, assembler }: RunState): Reached {
  return { read: assembler.tally.read, partsDone: nextPart, parts: plan.parts.length }
}

/** What planning takes over from an export that is gone on with. */
function earlierPlan(
  { target, limit }: ExportOptions,
  folder: WorkFolder,
): Pick<PlanExportOptions, 'referenceTime' | 'onRecipe' | 'parts'> {
  const before = identityIn(folder)
  if (!before) return {}
  return {
    referenceTime: before.recipe.weighting.reference_time,
    onRecipe: (facts) => assertSameRecipe(target, before, recipeIdentity(facts, limit)),
    parts: copiedParts(before, folder.spool),
  }
}

function identityIn({ saved }: WorkFolder): ExportIdentity | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
  return saved?.identity as ExportIdentity | undefined
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

/** For as many parts as are left. */
function countWorkers(
  parts: number,
  { limit, workers = availableParallelism() }: ExportOptions,
): number {
  if (limit !== undefined || parts < MIN_PARTS_FOR_WORKERS) return 0
  return Math.min(workers, parts)
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
