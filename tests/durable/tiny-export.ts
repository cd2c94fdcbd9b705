import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from '#loradex/disk/disk.js'
import { REJECTS } from '#loradex/export/assemble.js'
import { inWorkFolder } from '#loradex/export/folder/in-work-folder.js'
import type { Processes } from '#loradex/export/folder/this-process.js'
import type { CheckpointPace } from '#loradex/export/journal/checkpoint-pace.js'
import type { Stopwatch } from '#loradex/export/journal/stopwatch.js'
import { PER_SAMPLE } from '#loradex/export/per-sample.js'
import type { ExportPlan } from '#loradex/export/plan.js'
import { keepExport, readKept, type KeptExport } from '#loradex/export/append/kept-export.js'
import { runInFolder, type RunInFolderOptions } from '#loradex/export/run-in-folder.js'
import type { CompressionKind } from '#loradex/kernel/compress.js'
import { toPlain } from '#loradex/kernel/plain-json.js'
import { decideUnfinished } from '#loradex/recipe/append/decide-unfinished.js'
import { startRun } from '#loradex/recipe/append/start-run.js'
import type { ExportIdentity } from '#loradex/recipe/resume/export-identity.js'
import { jsonlShards } from '#loradex/sinks/jsonl-shards.js'

/** Asking the system for its time would take longer than what is measured. */
const STOPPED: Stopwatch = { start: () => undefined, stop: () => undefined, ms: () => 0 }

export interface TinyExport {
  readonly disk: Disk
  readonly plan: ExportPlan
  readonly target: string
  /** Number of the process that it runs in; all others have ended. */
  readonly pid: number
  readonly compression: CompressionKind
  readonly replace: boolean
  readonly isDue: () => boolean
  /** @default 300 */
  readonly shardBytes?: number | undefined
}

/** What `exportRecipe` does, without a recipe, on any disk. */
export async function tinyExport(options: TinyExport): Promise<void> {
  const { disk, target, replace } = options
  const folderOptions = {
    disk,
    processes: processesOf(options.pid),
    replace,
    unfinished: 'resume',
  } as const
  await inWorkFolder(target, folderOptions, async ({ folder, canGoOn }) => {
    await runTiny(options, { folder, saved: folder.saved, identity: {}, onCheckpoint: canGoOn })
  })
}

/** The same with `append`. */
export async function tinyAppend(options: TinyExport): Promise<void> {
  const { disk, plan, target, compression } = options
  const choice = { replace: false, unfinished: 'refuse', appends: true } as const
  const { decide } = decideUnfinished({ ...choice, disk, target })
  const folderOptions = { disk, processes: processesOf(options.pid), replace: true, decide }
  await inWorkFolder(target, folderOptions, async ({ folder, canGoOn, leaveTarget }) => {
    const kept = folder.saved ? undefined : await readKept(disk, target)
    const { saved } = folder
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this has written it
    const identity = saved ? (saved.identity as ExportIdentity) : identityAfter(plan, kept)
    const added = plan.parts.slice(kept?.state.nextPart ?? 0)
    const start = await startRun({
      disk,
      folder,
      compression: { kind: compression },
      kept,
      added,
      identity,
    })
    if (start.isUnchanged) leaveTarget()
    let { state } = start.saved ?? {}
    const manifest = await runTiny(options, {
      ...start,
      keeps: true,
      identity,
      onCheckpoint(now) {
        state = now
        canGoOn()
      },
    })
    if (manifest === undefined || !state) return
    const manifest_sha256 = createHash('sha256').update(manifest).digest('hex')
    await keepExport(disk, { folder, manifest_sha256, identity, state })
  })
}

/** As much of it as is asked for. */
function identityAfter({ parts }: ExportPlan, kept: KeptExport | undefined): ExportIdentity {
  const after = kept?.manifest_sha256 ?? null
  const append = { after, parts: kept?.state.nextPart ?? 0, read: 0, emitted: 0 }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody looks for the rest
  return { parts, append } as unknown as ExportIdentity
}

interface TinyRun extends Pick<RunInFolderOptions, 'folder' | 'saved' | 'identity' | 'keeps'> {
  readonly onCheckpoint: NonNullable<RunInFolderOptions['onCheckpoint']>
}

/** Gives the manifest, unless it is published already. */
async function runTiny(
  { disk, plan, compression, isDue, shardBytes = 300 }: TinyExport,
  run: TinyRun,
): Promise<string | undefined> {
  const pace: CheckpointPace = { isDue, start: () => STOPPED, made: () => undefined }
  const { folder } = run
  // Of this run alone: no document of an export holds it.
  const {
    metrics,
    lanes: _lanes,
    ...result
  } = await runInFolder(plan, {
    ...run,
    disk,
    pace,
    keeps: run.keeps,
    openSink: (from) =>
      jsonlShards({
        disk,
        folder: folder.output,
        limits: { bytes: shardBytes },
        compression: { kind: compression },
        digests: plan.pipeline.digests,
        series: [...plan.pipeline.series, REJECTS, PER_SAMPLE],
        from,
      }),
  })
  if (folder.isPublished) return undefined
  const text = JSON.stringify({ ...result, metrics: toPlain(metrics) })
  const file = await disk.open(join(folder.output, 'manifest.json'), 'any')
  await file.truncate(0)
  await file.write([Buffer.from(text)], 0)
  await file.sync()
  await file.close()
  return text
}

function processesOf(pid: number): Processes {
  return {
    self: { pid, start: '1', boot: '1', scope: 'here' },
    isRunning: (other) => other.pid === pid,
    wait: () => Promise.resolve(),
  }
}
