import { LoradexError } from './error.js'
import { systemFailure, systemSeen } from './system-failure.js'

/** Some room may be free again, or free elsewhere, when the export is started again. */
const FULL: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

const FREE = 'Free some space, or name a folder on another disk with --out.'

const advice: Readonly<Record<string, string>> = {
  ENOSPC: FREE,
  EDQUOT: FREE,
  EFBIG: 'Raise the limit (ulimit -f), or set output.shard_bytes below it.',
}

/** The error for a failed write: a full disk is told apart, because a rerun can succeed. */
export function diskFailure(path: string, cause: unknown): LoradexError {
  const code = systemFailure(cause)?.code
  const isFull = FULL.includes(code)
  return new LoradexError(isFull ? 'export.disk-full' : 'export.target-unwritable', {
    message: `${path}: expected to write it, saw ${code === 'ENOENT' ? 'no folder to write to' : systemSeen(cause)}`,
    details: { target: path },
    hint: advice[code ?? ''] ?? 'Name a folder that you may write to with --out.',
    cause,
  })
}
