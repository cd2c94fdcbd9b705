import { assertAlone } from '../../export/append/assert-alone.js'
import { continueExport } from '../../export/append/continue-export.js'
import type { Disk } from '../../disk/disk.js'
import type { WorkFolder } from '../../export/folder/work-folder.js'
import type { SavedRun } from '../../export/journal/journal.js'
import type { Compression } from '../../kernel/compress.js'
import { shardPlaces } from '../../sinks/jsonl-shards.js'
import type { PlannedInFolder } from '../plan-in-folder.js'

/** The export that another one appends to. */
export interface AppendedTo {
  /** SHA-256 of its manifest, in hex. */
  readonly manifestSha256: string
  /** Records that it has read, and samples that it has emitted. */
  readonly read: number
  readonly emitted: number
  /** Nothing was new: it stays as it is. */
  readonly isUnchanged: boolean
}

export interface RunStart {
  readonly folder: WorkFolder
  /** What the run goes on with. */
  readonly saved: SavedRun | undefined
  readonly appendedTo?: AppendedTo
  readonly isUnchanged: boolean
}

export interface StartOptions extends Pick<PlannedInFolder, 'kept' | 'added' | 'identity'> {
  readonly disk: Disk
  readonly folder: WorkFolder
  readonly compression: Compression
}

/** Where a run begins: with the first record, behind an interrupted run, or behind the export at the target. */
export async function startRun({
  disk,
  folder,
  compression,
  kept,
  added,
  identity,
}: StartOptions): Promise<RunStart> {
  const isUnchanged = kept !== undefined && added.length === 0
  const { append } = identity
  const appendedTo = append &&
    append.after !== null && {
      manifestSha256: append.after,
      read: append.read,
      emitted: append.emitted,
      isUnchanged,
    }
  const start = { folder, saved: folder.saved, isUnchanged, ...(appendedTo && { appendedTo }) }
  if (!kept) return start
  if (!isUnchanged) await assertAlone(disk, folder.places.target)
  const places = isUnchanged ? [] : shardPlaces(kept.state.sink, compression)
  const saved = await continueExport({ disk, folder, kept, identity, places })
  return { ...start, saved, folder: isUnchanged ? { ...folder, isPublished: true } : folder }
}
