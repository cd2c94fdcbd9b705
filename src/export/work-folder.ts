import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'

/** Room for an export in the making, which nobody sees until it is complete. */
export interface WorkFolder {
  readonly places: WorkPlaces
  /** What will be published. */
  readonly output: string
  /** Copies of sources that can be read only once. */
  readonly spool: string
  /** Makes `output` visible under its final name, all or nothing. */
  publish(): Promise<void>
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
  /** Retires an earlier export at the target, once the new one is complete. @default false */
  readonly replace?: boolean
}

/** By this file a folder is known to be an export, and nothing else is ever replaced. */
export const MARK = 'manifest.json'

export async function openWorkFolder(
  target: string,
  { replace = false }: WorkFolderOptions = {},
): Promise<WorkFolder> {
  await assertFree(target, replace)
  // Beside the target, because a rename is atomic only within one volume.
  const root = join(dirname(target), `.${basename(target)}.loradex-${randomUUID()}`)
  const output = join(root, 'output')
  const spool = join(root, 'spool')
  const retired = join(root, 'retired')
  const madeFolder = await makeFolder(dirname(target), target)
  await makeFolder(output, target)
  await makeFolder(spool, target)
  let holdsRetired = false
  let isPublished = false

  async function discard(): Promise<void> {
    const folders = holdsRetired ? [output, spool] : [root]
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
    if (!isPublished && madeFolder !== undefined) await removeEmpty(dirname(target), madeFolder)
  }

  return {
    places: { target, root, output, retired },
    output,
    spool,
    discard,
    async publish() {
      await assertFree(target, replace)
      // A crash between the renames leaves the earlier export whole, within the work folder.
      const retires = await renamed(target, retired).catch((cause: unknown) => {
        throw diskFailure(target, cause)
      })
      try {
        await rename(output, target)
        isPublished = true
      } catch (cause) {
        // Another export that was published in between takes the place of the earlier one.
        if (hasCode(cause, 'ENOTEMPTY', 'EEXIST')) await assertFree(target, false)
        holdsRetired = retires && !(await renamed(retired, target).catch(() => false))
        throw diskFailure(target, cause)
      }
      await discard()
    },
  }
}

/** Whether there was anything to rename. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

function hasCode(error: unknown, ...codes: readonly unknown[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(error.code)
}

/** The first folder that had to be made; nothing when all were there. */
async function makeFolder(folder: string, target: string): Promise<string | undefined> {
  return makeMissing(folder).catch((cause: unknown) => {
    throw diskFailure(target, cause)
  })
}

/** Not `recursive`: below /proc and its like, where nothing can be made, that never ends. */
async function makeMissing(folder: string): Promise<string | undefined> {
  const isMade = await madeHere(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT') && dirname(folder) !== folder) return undefined
    throw error
  })
  if (isMade !== undefined) return isMade ? folder : undefined
  const first = await makeMissing(dirname(folder))
  return (await madeHere(folder)) ? (first ?? folder) : first
}

/** False when it is there already. */
async function madeHere(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Removes folders upwards, as long as nobody has put anything into them. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  try {
    for (let each = folder; each.length >= last.length; each = dirname(each)) await rmdir(each)
  } catch {
    // In use by now.
  }
}

async function assertFree(target: string, replace: boolean): Promise<void> {
  if (!existsSync(target)) return
  const names = await readdir(target).catch(() => undefined)
  if (names?.length === 0) return
  const isExport = names?.includes(MARK) ?? false
  if (replace && isExport) return
  throw new LoradexError('export.target-exists', {
    message: isExport
      ? `${target}: expected nothing there, saw an earlier export`
      : `${target}: expected nothing there, saw something that is not an export`,
    details: { target },
    hint: isExport
      ? 'Name another folder with --out, or pass --force to replace the export.'
      : 'Name another folder with --out; only an export is ever replaced.',
  })
}
