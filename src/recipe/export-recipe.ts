import { realDisk } from '../disk/real-disk.js'
import { inWorkFolder, type Making } from '../export/folder/in-work-folder.js'
import { realProcesses } from '../export/folder/this-process.js'
import type { Unfinished, WorkFolderOptions } from '../export/folder/work-folder.js'
import { checkpointPace } from '../export/journal/checkpoint-pace.js'
import type { RunState } from '../export/journal/run-state.js'
import { runInFolder, type RunInFolderOptions } from '../export/run-in-folder.js'
import type { PartThreads } from '../export/workers/part-threads.js'
import type { Progress } from '../export/progress.js'
import type { Reject } from '../export/reject.js'
import type { ExportReport } from '../report/report.js'
import type { ExportResult } from '../records/export-result.js'
import type { JsonObject } from '../kernel/json-value.js'
import { assertDigests } from './append/assert-digests.js'
import { decideUnfinished } from './append/decide-unfinished.js'
import { startRun, type AppendedTo, type RunStart } from './append/start-run.js'
import { assertExportOptions } from './assert-export-options.js'
import { countWorkers, isMainBusy } from './count-workers.js'
import { defaultDedupMemory } from './dedup-memory.js'
import type { ExportEvent, PlanFacts, Reached } from './export-event.js'
import type { PlacedRecipe } from './load-recipe.js'
import { loadPages } from './documents.js'
import { openSink } from './open-sink.js'
import { throughLink } from './through-link.js'
import { startThreads } from './start-threads.js'
import type { SourceContext } from './open-source.js'
import { outputCompression } from './output-compression.js'
import { writeBesideShards } from './write-beside-shards.js'
import type { WorkerPlan } from './worker-plan.js'
import type { PlannedExport } from './plan-export.js'
import { planInFolder, type PlannedInFolder } from './plan-in-folder.js'

export interface ExportOptions extends Omit<SourceContext, 'baseFolder'> {
  /** The folder that the export becomes visible as, all or nothing. */
  readonly target: string
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
  /**
   * Threads that make lines of records, beside this one, which puts them together; never changes the
   * bytes. Little data is done by this thread alone. @default as many as there are cores, at most 8; one fewer, at most
   * 3, where lines of JSON are read and decided as they lie
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
  /**
   * Goes on behind the export at the target, with the records that have come since; where there is none,
   * or `replace` is set, begins one that can be gone on with. @default false
   */
  readonly append?: boolean
  /** When it is first written down how far the export has come; 0: after every part, null: never. @default 500 */
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
  /** The export that this one appends to; absent when it appends to none. */
  readonly appendedTo?: AppendedTo
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

const CHECKPOINT_MS = 500

/**
 * Does what the recipe says and publishes one folder.
 * @throws LoradexError with a code, `usage.invalid` for an option out of bounds; nothing is visible at the target then.
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
  const startedAt = performance.now()
  assertExportOptions(options)
  const { replace = false, unfinished = 'refuse', append = false } = options
  const target = await throughLink(options.target)
  if (append) assertDigests(loaded.recipe, target)
  const choice = { disk: realDisk, target, replace, unfinished, appends: append }
  const { decide, mayRestart } = decideUnfinished(choice)
  const placed = { ...options, target }
  const summary = await publishExport(loaded, placed, decide).catch((error: unknown) => {
    if (!mayRestart(error)) throw error
    const restarted = { ...choice, unfinished: 'restart' } as const
    return publishExport(loaded, { ...placed, ...restarted }, decideUnfinished(restarted).decide)
  })
  const durationMs = Math.round(performance.now() - startedAt)
  return { ...summary, target: options.target, durationMs }
}

type Made = Omit<ExportSummary, 'durationMs'>

/** Threads begin to load their code before anything else is done. */
async function publishExport(
  loaded: PlacedRecipe,
  options: ExportOptions,
  decide: WorkFolderOptions['decide'],
): Promise<Made> {
  const threads = startThreads(loaded, options)
  try {
    return await publishInThreads(loaded, { ...options, threads }, decide)
  } finally {
    await threads.close()
  }
}

type OptionsInThreads = ExportOptions & { readonly threads: PartThreads }

async function publishInThreads(
  loaded: PlacedRecipe,
  options: OptionsInThreads,
  decide: WorkFolderOptions['decide'],
): Promise<Made> {
  const { target, replace = false, append = false, unfinished, signal } = options
  const tell = options.onEvent ?? (() => undefined)
  tell({ kind: 'phase', phase: 'plan' })
  return inWorkFolder(
    target,
    {
      disk: realDisk,
      processes: realProcesses(),
      replace: replace || append,
      unfinished,
      decide,
      beforePublishing() {
        signal?.throwIfAborted()
        tell({ kind: 'phase', phase: 'publish' })
      },
    },
    (making) => makeExport(loaded, options, making),
  )
}

async function makeExport(
  loaded: PlacedRecipe,
  options: OptionsInThreads,
  making: Making,
): Promise<Made> {
  const { folder } = making
  const tell = options.onEvent ?? (() => undefined)
  const resumedAt = folder.saved?.state.assembler.tally.read
  tell({ kind: 'work-folder', places: folder.places, read: resumedAt })
  const planned = await planInFolder(loaded, options, folder)
  options.onWarnings?.(planned.warnings)
  const compression = outputCompression(planned.recipe.output)
  const start = await startRun({ ...planned, disk: realDisk, folder, compression })
  if (start.isUnchanged) making.leaveTarget()
  const { state } = start.saved ?? {}
  const parts = planned.plan.parts.slice(state?.nextPart ?? 0)
  const workers = countWorkers({ parts, mainIsBusy: isMainBusy(planned) }, options)
  tell({ kind: 'planned', ...planFacts(planned), workers })
  tellOfEarlier(planned, start, tell)
  tell({ kind: 'phase', phase: 'read' })
  const planData = workerPlan(loaded.baseFolder, planned)
  let lastState = state
  const result = await runInFolder(planned.plan, {
    ...runOptions(planned, { ...options, workers }, making),
    ...start,
    ...(workers > 0 && poolOf(planned, { workers, threads: options.threads, planData })),
    onCheckpoint(saved) {
      lastState = saved
      making.canGoOn()
      tell({ kind: 'checkpoint', ...reached(planned, saved) })
    },
  })
  const made = { planned, result, start, lastState }
  return {
    ...(await writeBesideShards(made, options)),
    result,
    target: options.target,
    bytesWritten: result.shards.reduce((sum, { bytes }) => sum + bytes, 0),
    workers,
    ...(resumedAt !== undefined && { resumedAt }),
    ...(start.appendedTo && { appendedTo: start.appendedTo }),
    ...('reason' in planned.lane && { noByteLane: planned.lane.reason }),
  }
}

function poolOf(
  { recipe }: PlannedExport,
  pool: NonNullable<RunInFolderOptions['pool']>,
): Pick<RunInFolderOptions, 'pool'> {
  // While threads begin, this one has nothing else to do. What fails here fails again.
  if (recipe.report.html) void loadPages().catch(() => undefined)
  return { pool }
}

function runOptions(
  planned: PlannedInFolder,
  options: ExportOptions & Pick<Made, 'workers'>,
  { folder }: Making,
): Omit<RunInFolderOptions, 'folder'> {
  const { limit, workers, signal, onProgress, onReject, checkpointMs = CHECKPOINT_MS } = options
  const { onEvent: tell = () => undefined } = options
  const keeps = planned.identity.append !== undefined
  return {
    disk: realDisk,
    identity: planned.identity,
    pace: checkpointMs === null && !keeps ? undefined : checkpointPace(checkpointMs ?? Infinity),
    keeps,
    keyMemory: { bytes: options.dedupMemory ?? defaultDedupMemory(), folder: folder.keys },
    openSink: (from) =>
      openSink(planned, { disk: realDisk, folder: folder.output, from, workers, tell }),
    ...(limit !== undefined && { limit }),
    signal,
    onProgress,
    onReject,
  }
}

function tellOfEarlier(
  planned: PlannedExport,
  { saved, isUnchanged, folder }: RunStart,
  tell: (event: ExportEvent) => void,
): void {
  if (!saved || isUnchanged) return
  tell({ kind: 'resumed', appends: !folder.saved, ...reached(planned, saved.state) })
}

function reached({ plan }: PlannedExport, { nextPart, assembler }: RunState): Reached {
  return { read: assembler.tally.read, partsDone: nextPart, parts: plan.parts.length }
}

function planFacts({ plan }: PlannedExport): Omit<PlanFacts, 'workers'> {
  const inputs = new Set(plan.parts.map(({ input }) => input)).size
  return { digest: plan.digest, source: plan.source.id, inputs, parts: plan.parts.length }
}

function workerPlan(
  baseFolder: string,
  { recipe, plan, schemaText, constraint, keySeed }: PlannedExport,
): WorkerPlan {
  return {
    recipe,
    baseFolder,
    schemaText,
    constraint,
    parts: plan.parts,
    digest: plan.digest,
    hasLane: keySeed !== null,
    keySeed: keySeed ?? undefined,
  }
}
