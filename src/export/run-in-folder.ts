import type { Disk } from '../disk/disk.js'
import type { ExportResult } from '../records/export-result.js'
import type { Sink, SinkState } from '../sinks/sink.js'
import type { WorkFolder } from './folder/work-folder.js'
import type { CheckpointPace } from './journal/checkpoint-pace.js'
import { replayRun, startJournal, type SavedRun } from './journal/journal.js'
import type { RunState } from './journal/run-state.js'
import type { ExportPlan } from './plan.js'
import { run, type RunOptions } from './run.js'

export interface RunInFolderOptions extends Omit<RunOptions, 'sink' | 'journal' | 'from'> {
  readonly disk: Disk
  readonly folder: WorkFolder
  /** What an export has to agree with to be this one; plain JSON. */
  readonly identity: unknown
  /** Opens the sink, where an earlier run left it. */
  readonly openSink: (from: SinkState | undefined) => Sink
  /** Absent: nothing is written down, and nobody can go on with the run. */
  readonly pace?: CheckpointPace | undefined
  /** Tells the state at the end, too. @default only where it has been written down before */
  readonly keeps?: boolean | undefined
  /** What is gone on with. @default what the folder has of an earlier run */
  readonly saved?: SavedRun | undefined
  readonly onCheckpoint?: (state: RunState) => void
}

/** Runs the plan into a work folder, from where an earlier run ended, and writes down how far it comes. */
export async function runInFolder(
  plan: ExportPlan,
  { disk, folder, identity, openSink, pace, keeps, onCheckpoint, ...options }: RunInFolderOptions,
): Promise<ExportResult> {
  const { isPublished, prepare } = folder
  const { saved = folder.saved } = options
  const sink = openSink(saved?.state.sink)
  // Of what is published nothing is left to do, and nothing to go on with.
  const journal =
    pace && !isPublished
      ? startJournal({
          disk,
          folder: folder.journal,
          identity,
          pace,
          prepare,
          from: saved,
          keeps,
          ...(onCheckpoint && { onCheckpoint }),
        })
      : undefined
  try {
    return await run(plan, {
      ...options,
      journal,
      sink: isPublished ? { ...sink, seal: () => Promise.resolve() } : sink,
      from: saved && {
        state: saved.state,
        replay: (reader) => replayRun({ disk, folder: folder.journal }, saved, reader),
      },
    })
  } finally {
    await sink.close()
    await journal?.close()
  }
}
