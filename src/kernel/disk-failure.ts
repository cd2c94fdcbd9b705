import { LoradexError } from './error.js'
import { systemFailure, systemSeen } from './system-failure.js'

/** Some room may be free again, or free elsewhere, when the export is started again. */
const FULL: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** Nothing that the user has named is wrong: the same may succeed at another time. */
const FAILING: readonly (string | undefined)[] = ['EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'EBUSY']

const FREE = 'Free some space, or name a folder on another disk with --out.'

const advice: Readonly<Record<string, string>> = {
  ENOSPC: FREE,
  EDQUOT: FREE,
  EFBIG: 'Raise the limit (ulimit -f), or set output.shard_bytes below it.',
  EIO: 'Check the disk, then start the export again.',
  EMFILE: 'Raise the limit (ulimit -n), then start the export again.',
  ENFILE: 'Wait until other programs use fewer files, then start the export again.',
  ENOMEM: 'Free some memory, then start the export again.',
  EBUSY: 'Wait until no other program uses it, then start the export again.',
}

/** The error for a failed write: where a rerun can succeed, it is told apart. */
export function diskFailure(path: string, cause: unknown): LoradexError {
  const code = systemFailure(cause)?.code
  return new LoradexError(kindOf(code), {
    message: `${path}: expected to write it, saw ${code === 'ENOENT' ? 'no folder to write to' : systemSeen(cause)}`,
    details: { target: path },
    hint: advice[code ?? ''] ?? 'Name a folder that you may write to with --out.',
    cause,
  })
}

function kindOf(code: string | undefined) {
  if (FULL.includes(code)) return 'export.disk-full'
  return FAILING.includes(code) ? 'export.disk-failed' : 'export.target-unwritable'
}
