import { dirname } from 'node:path'
import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'

/**
 * Makes a folder with those around it, and says which it made, outermost first. Not by asking the system
 * for all at once: below /proc and its like, where nothing can be made, that never ends.
 */
export async function makeFolders(disk: Disk, folder: string): Promise<readonly string[]> {
  try {
    return (await disk.makeFolder(folder)) ? [folder] : []
  } catch (error) {
    if (!isMissing(error) || dirname(folder) === folder) throw error
    const around = await makeFolders(disk, dirname(folder))
    return (await disk.makeFolder(folder)) ? [...around, folder] : around
  }
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof LoradexError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
