import { LoradexError } from './error.js'
import { systemFailure, systemSeen } from './system-failure.js'

/** Some room may be free again, or free elsewhere, when the export is started again. */
const FULL: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** The error for a failed write: a full disk is told apart, because a rerun can succeed. */
export function diskFailure(path: string, cause: unknown): LoradexError {
  const isFull = FULL.includes(systemFailure(cause)?.code)
  return new LoradexError(isFull ? 'export.disk-full' : 'export.target-unwritable', {
    message: `${path}: expected to write it, saw ${systemSeen(cause)}`,
    details: { target: path },
    hint: isFull
      ? 'Free some space, or name a folder on another disk with --out.'
      : 'Name a folder that you may write to with --out.',
    cause,
  })
}
