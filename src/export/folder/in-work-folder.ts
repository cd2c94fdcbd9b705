import { isLoradexError } from '../../kernel/error.js'
import { openWorkFolder, type WorkFolder, type WorkFolderOptions } from './work-folder.js'

export interface Making {
  readonly folder: WorkFolder
  /** To be called when a later export can go on from where this one is. */
  readonly canGoOn: () => void
  /** To be called when the target is to stay as it is. */
  readonly leaveTarget: () => void
}

export interface InWorkFolderOptions extends WorkFolderOptions {
  /** Called when all is made; what it throws ends the export unpublished. */
  readonly beforePublishing?: () => void
}

/**
 * Publishes what `make` leaves in the output folder. When it fails, nothing is visible at the target,
 * and nothing is left, unless a later export can go on with it.
 */
export async function inWorkFolder<Made>(
  target: string,
  options: InWorkFolderOptions,
  make: (making: Making) => Promise<Made>,
): Promise<Made> {
  const folder = await openWorkFolder(target, options)
  let keeps = folder.saved !== undefined
  let isLeft = false
  try {
    const made = await make({
      folder,
      canGoOn: () => void (keeps = true),
      leaveTarget: () => void (isLeft = true),
    })
    options.beforePublishing?.()
    if (folder.isPublished || isLeft) await folder.discard()
    else await folder.publish()
    return made
  } catch (error) {
    if (keeps && !isOurFault(error)) await folder.keep()
    else await folder.discard()
    throw error
  }
}

/** Whoever went on with it would come to the same end. */
function isOurFault(error: unknown): boolean {
  return isLoradexError(error) && error.code === 'export.records-lost'
}
