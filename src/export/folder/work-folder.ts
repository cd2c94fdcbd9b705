import { dirname, join } from 'node:path'
import { syncFile, type Disk } from '../../disk/disk.js'
import { diskFailure } from '../../kernel/disk-failure.js'
import { isLoradexError } from '../../kernel/error.js'
import { readJournal, type SavedRun } from '../journal/journal.js'
import { assertFree } from './assert-free.js'
import { isLock, lockFolder } from './lock.js'
import { makeFolders } from './make-folders.js'
import type { Processes } from './this-process.js'
import { unfinishedExport } from './unfinished-export.js'
import { workFolderOf } from './work-folder-of.js'

/** Room for an export in the making, which nobody sees until it is complete. */
export interface WorkFolder {
  readonly places: WorkPlaces
  /** What will be published. */
  readonly output: string
  /** Copies of sources that can be read only once. */
  readonly spool: string
  /** For the files of the journal. */
  readonly journal: string
  /** For keys that memory does not hold; nobody has made it. */
  readonly keys: string
  /** What an earlier export to the target came to, when it is to be gone on with. */
  readonly saved: SavedRun | undefined
  /** That one came so far that it is visible already. */
  readonly isPublished: boolean
  /** Makes durable what is there so far, copies of sources among it. */
  prepare(): Promise<void>
  /** Makes `output` visible under its final name, all or nothing. */
  publish(): Promise<void>
  /** Leaves everything to a later export; may be called at any time. */
  keep(): Promise<void>
  /** Leaves no trace; may be called at any time and twice. */
  discard(): Promise<void>
}

/** Paths, for those who have to say what a program left behind that was not given time to end. */
export interface WorkPlaces {
  readonly target: string
  /** Holds all the others, beside the target. */
  readonly root: string
  /** No longer there once it is published. */
  readonly output: string
  /** Where an earlier export waits, from when it is retired until it is discarded. */
  readonly retired: string
}

export interface WorkFolderOptions {
  readonly disk: Disk
  readonly processes: Processes
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
  /** What to do with an earlier export that did not come to its end. @default refuse */
  readonly unfinished?: Unfinished | undefined
  /** Says in place of these two what to do, once it is known what there is. */
  readonly decide?: ((found: SavedRun, isVisible: boolean) => Promise<Decision>) | undefined
}

export interface Decision {
  readonly replace: boolean
  readonly unfinished: Unfinished
}

/** `resume` begins from the start where there is nothing to go on with. */
export type Unfinished = 'refuse' | 'resume' | 'restart'

/** @throws `export.target-exists`, `export.locked`, `export.unfinished` */
export async function openWorkFolder(
  target: string,
  { disk, processes, decide, ...options }: WorkFolderOptions,
): Promise<WorkFolder> {
  let { replace = false, unfinished = 'refuse' } = options
  const places = placesOf(target)
  const { root, output, retired } = places
  const [spool, journal, keys, settled] = [
    join(root, 'spool'),
    join(root, 'journal'),
    join(root, 'keys'),
    join(root, 'settled'),
  ]
  if (!(await disk.has(root))) await assertFree(disk, target, replace)
  const made = await makeFolders(disk, dirname(target)).catch((error: unknown) => {
    throw isLoradexError(error) ? diskFailure(target, error) : error
  })
  const lock = await lockFolder(root, { disk, processes, target })
  let isPublished = false

  async function clear(): Promise<void> {
    // Whoever has put it aside may have died before that was for good: without that, some of it would come
    // back once the rest is removed.
    if (await disk.has(settled)) await disk.syncFolder(root)
    // First what makes the rest an export to go on with: as a whole, and for good.
    if (!(await disk.removeEmpty(journal))) {
      await disk.remove(settled)
      if (await disk.rename(journal, settled)) await disk.syncFolder(root)
    }
    const keepsRetired = !(await disk.has(target))
    for (const name of (await disk.list(root)) ?? []) {
      if (isLock(name) || (keepsRetired && join(root, name) === retired)) continue
      await disk.remove(join(root, name))
    }
  }

  /** Takes away what this export has made, as far as nobody else has put anything into it. */
  async function leave(): Promise<void> {
    await lock.release()
    await disk.removeEmpty(root)
    if (isPublished) return
    for (const folder of made.toReversed()) if (!(await disk.removeEmpty(folder))) return
  }

  async function discard(): Promise<void> {
    if (!(await disk.has(root))) return
    await clear()
    await leave()
  }

  async function open(): Promise<SavedRun | undefined> {
    // An export that was being replaced when everything ended.
    if (!(await disk.has(target))) await disk.rename(retired, target)
    const found = await readJournal(disk, journal)
    const isVisible = found?.state.isFinished === true && (await isMoved())
    if (found && decide) ({ replace, unfinished } = await decide(found, isVisible))
    const saved = unfinished === 'resume' ? found : undefined
    isPublished = isVisible && saved !== undefined
    if (!isPublished) await begin(isVisible ? undefined : found)
    return saved
  }

  async function isMoved(): Promise<boolean> {
    return (await disk.has(target)) && !(await disk.has(output))
  }

  /** `found` is what an earlier export came to that is not visible. */
  async function begin(found: SavedRun | undefined): Promise<void> {
    if (!found) await clear()
    await assertFree(disk, target, replace)
    if (found && unfinished === 'refuse') throw unfinishedExport(target, found)
    if (unfinished === 'restart') await clear()
    // They are made again from the journal.
    await disk.remove(keys)
    for (const folder of [output, spool, journal]) await disk.makeFolder(folder)
  }

  /** Makes durable where the target stands. */
  async function syncAround(): Promise<void> {
    for (const folder of [dirname(target), ...made.map(dirname)]) await disk.syncFolder(folder)
  }

  const saved = await open().catch(async (error: unknown) => {
    await leave()
    throw error
  })

  return {
    places,
    output,
    spool,
    journal,
    keys,
    saved,
    get isPublished() {
      return isPublished
    },
    discard,
    keep: lock.release,

    async prepare() {
      for (const name of (await disk.list(spool)) ?? []) {
        await syncFile(disk, join(spool, name))
      }
      for (const folder of [spool, root]) await disk.syncFolder(folder)
      await syncAround()
    },

    async publish() {
      await assertFree(disk, target, replace)
      await disk.syncFolder(output)
      if (await disk.has(target)) await disk.remove(retired)
      await disk.rename(target, retired)
      try {
        await disk.rename(output, target)
      } catch (error) {
        // Somebody may have put something there in between; else the earlier export comes back.
        await assertFree(disk, target, false)
        await disk.rename(retired, target)
        throw error
      }
      isPublished = true
      await syncAround()
      await discard()
    },
  }
}

function placesOf(target: string): WorkPlaces {
  const root = workFolderOf(target)
  return { target, root, output: join(root, 'output'), retired: join(root, 'retired') }
}
