import type { Decision, WorkFolderOptions } from '../../export/folder/work-folder.js'
import type { SavedRun } from '../../export/journal/journal.js'
import { manifestDigest } from '../../export/append/kept-export.js'
import type { Disk } from '../../disk/disk.js'
import { isLoradexError } from '../../kernel/error.js'
import { refuse } from '../resume/assert-same.js'
import type { ExportIdentity } from '../resume/export-identity.js'

export interface UnfinishedOptions extends Decision {
  readonly disk: Disk
  readonly target: string
  /** The export appends, and goes on with one that did, unless it may not. */
  readonly appends: boolean
}

export interface UnfinishedDecision {
  readonly decide: NonNullable<WorkFolderOptions['decide']>
  /** What was gone on with without being asked for fits no more: it can as well be begun again. */
  mayRestart(error: unknown): boolean
}

/**
 * What becomes of an export that did not come to its end. One that appends is gone on with as long as it
 * follows what stands at the target; what it has done is not worth more than that.
 */
export function decideUnfinished(options: UnfinishedOptions): UnfinishedDecision {
  const { disk, target, appends, replace, unfinished } = options
  let isOwnChoice = false

  async function decide(found: SavedRun, isVisible: boolean): Promise<Decision> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checksum says that we wrote it
    const { append } = found.identity as ExportIdentity
    const isToGoOn = unfinished === 'resume' || (appends && unfinished === 'refuse')
    if (append === undefined || !isToGoOn) return { replace: replace || appends, unfinished }
    if (isVisible || (await follows(append.after))) {
      isOwnChoice = unfinished === 'refuse'
      return { replace: replace || append.after !== null, unfinished: 'resume' }
    }
    if (!appends) refuse({ target, isFinished: false }, ['another export in place of that before'])
    return { replace: true, unfinished: 'restart' }
  }

  /** Whether what has begun still belongs behind what stands at the target, or in its place. */
  async function follows(after: string | null): Promise<boolean> {
    const manifest = await manifestDigest(disk, target)
    return after === (manifest ?? null) || (after === null && replace)
  }

  return {
    decide,
    mayRestart: (error) =>
      isOwnChoice && isLoradexError(error) && error.code === 'export.plan-changed',
  }
}
