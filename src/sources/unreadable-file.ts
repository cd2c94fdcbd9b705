import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { systemFailure, systemSeen } from '../kernel/system-failure.js'

/** The system does not let us open a file, whatever `what` it should be. */
export function unreadableFile(input: string, cause: unknown, what = 'a file'): LoradexError {
  return new LoradexError('source.unreadable', {
    message: `${shortPath(input)}: expected ${what}, saw ${systemSeen(cause)}`,
    details: { input },
    hint: howToOpen(cause),
    cause,
  })
}

/** The system fails while an open file is read. */
export function lostFile(input: string, cause: unknown): LoradexError {
  return new LoradexError('source.lost', {
    message: `${shortPath(input)}: expected to read on, saw ${systemSeen(cause)}`,
    details: { input },
    hint: 'Check the disk, network or pipe that it comes from, then start again.',
    cause,
  })
}

function howToOpen(cause: unknown): string {
  return (
    advice[systemFailure(cause)?.code ?? ''] ??
    'Check source.path in the recipe and the rights on the file.'
  )
}

const ALLOW = 'Give yourself the right to read it, for example with chmod u+r.'
const CLOSE = 'Raise the limit of open files (ulimit -n), or pass a lower --workers.'

const advice: Readonly<Record<string, string>> = {
  EACCES: ALLOW,
  EPERM: ALLOW,
  ELOOP: 'Correct the links, or name the file itself.',
  EMFILE: CLOSE,
  ENFILE: CLOSE,
  ENAMETOOLONG: 'Shorten the name in source.path.',
}
