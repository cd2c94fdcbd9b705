import { join } from 'node:path'
import type { Disk } from '#loradex/disk/disk.js'
import { REJECTS } from '#loradex/export/assemble.js'
import { inWorkFolder } from '#loradex/export/folder/in-work-folder.js'
import type { Processes } from '#loradex/export/folder/this-process.js'
import type { CheckpointPace } from '#loradex/export/journal/checkpoint-pace.js'
import { PER_SAMPLE } from '#loradex/export/per-sample.js'
import type { ExportPlan } from '#loradex/export/plan.js'
import { runInFolder } from '#loradex/export/run-in-folder.js'
import type { Compression } from '#loradex/kernel/compress.js'
import { jsonlShards } from '#loradex/sinks/jsonl-shards.js'

export interface TinyExport {
  readonly disk: Disk
  readonly plan: ExportPlan
  readonly target: string
  /** Number of the process that it runs in; all others have ended. */
  readonly pid: number
  readonly compression: Compression
  readonly replace: boolean
  readonly isDue: () => boolean
}

/** What `exportRecipe` does, without a recipe, on any disk. */
export async function tinyExport(options: TinyExport): Promise<void> {
  const { disk, plan, target, compression, replace, isDue } = options
  const pace: CheckpointPace = { isDue, started: () => undefined, made: () => undefined }
  const folderOptions = {
    disk,
    processes: processesOf(options.pid),
    replace,
    unfinished: 'resume',
  } as const
  await inWorkFolder(target, folderOptions, async ({ folder, canGoOn }) => {
    const { pipeline } = plan
    // Of this run alone: no document of an export holds it.
    const {
      metrics,
      lanes: _lanes,
      ...result
    } = await runInFolder(plan, {
      disk,
      folder,
      identity: {},
      pace,
      onCheckpoint: canGoOn,
      openSink: (from) =>
        jsonlShards({
          disk,
          folder: folder.output,
          shardBytes: 300,
          compression,
          series: [...pipeline.series, REJECTS, PER_SAMPLE],
          from,
        }),
    })
    if (folder.isPublished) return
    const text = JSON.stringify({ ...result, metrics: [...metrics] })
    const file = await disk.open(join(folder.output, 'manifest.json'), 'any')
    await file.truncate(0)
    await file.write(Buffer.from(text), 0)
    await file.sync()
    await file.close()
  })
}

function processesOf(pid: number): Processes {
  return {
    self: { pid, start: '1', boot: '1', scope: 'here' },
    isRunning: (other) => other.pid === pid,
    wait: () => Promise.resolve(),
  }
}
