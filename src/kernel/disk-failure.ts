import { LoradexError, messageOf } from './error.js'

/** The error for a failed write: a full disk is told apart, because a rerun can succeed. */
export function diskFailure(path: string, cause: unknown): LoradexError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new LoradexError('export.disk-full', {
      message: `no space left to write ${path}`,
      details: { target: path },
      hint: 'Free some space, or name a folder on another disk with --out.',
      cause,
    })
  }
  return new LoradexError('export.target-unwritable', {
    message: `expected to write ${path}: ${messageOf(cause)}`,
    details: { target: path },
    hint: 'Name a folder that you may write to with --out.',
    cause,
  })
}
