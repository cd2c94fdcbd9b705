import { randomUUID } from 'node:crypto'
import { constants, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import { systemSeen } from '../../kernel/system-failure.js'

export interface NewFile {
  readonly path: string
  /** As messages call it. */
  readonly shown: string
  readonly text: string
  /** Ours, whatever it holds. @default false */
  readonly mayReplace?: boolean
}

/**
 * Writes all files, or none when one of them is there already. Each appears at once, complete.
 * @throws `init.target-exists` without `force`, `init.target-unwritable`
 */
export async function writeFiles(files: readonly NewFile[], force: boolean): Promise<void> {
  for (const file of files) await checkFree(file, force)
  for (const file of files) await writeWhole(file, force)
}

/** @throws `init.target-exists`, also for what is no file and so cannot be replaced. */
export async function checkFree(
  { path, shown, mayReplace = false }: Omit<NewFile, 'text'>,
  force: boolean,
): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || (found.isFile() && (force || mayReplace))) return
  throw targetExists(path, shown, found.isFile())
}

async function writeWhole(
  { path, shown, text, mayReplace }: NewFile,
  force: boolean,
): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(draft, text)
    // Unlike a rename, such a copy does not replace what somebody wrote in the meantime.
    if (force || mayReplace === true) await rename(draft, path)
    else await copyFile(draft, path, constants.COPYFILE_EXCL)
  } catch (cause) {
    if (isTaken(cause)) throw targetExists(path, shown, true)
    throw new LoradexError('init.target-unwritable', {
      message: `${shown}: expected to write it, saw ${systemSeen(cause)}`,
      details: { path },
      hint: 'Name another file with --out, in a folder that you may write to.',
      cause,
    })
  } finally {
    // What could not be written is told already.
    await rm(draft, { force: true }).catch(() => {})
  }
}

/** The file itself is there, and not a file where its folder should be. */
function isTaken(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('code' in cause) || !('syscall' in cause)) return false
  return cause.code === 'EEXIST' && cause.syscall !== 'mkdir'
}

function targetExists(path: string, shown: string, isFile: boolean): LoradexError {
  return new LoradexError('init.target-exists', {
    message: `expected no ${isFile ? 'file' : 'folder'} at ${shown} yet, saw one`,
    details: { path },
    hint: isFile
      ? 'Add --force to replace it, or name another file with --out.'
      : 'Name another file with --out.',
  })
}
