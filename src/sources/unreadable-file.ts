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
    hint: 'Check the disk or the network that the file lies on, then start again.',
    cause,
  })
}

function howToOpen(cause: unknown): string {
  switch (systemFailure(cause)?.code) {
    case 'EACCES':
    case 'EPERM':
      return 'Give yourself the right to read it, for example with chmod u+r.'
    case 'ELOOP':
      return 'Correct the links, or name the file itself.'
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files (ulimit -n), or pass a lower --workers.'
    case 'ENAMETOOLONG':
      return 'Shorten the name in source.path.'
    default:
      return 'Check source.path in the recipe and the rights on the file.'
  }
}
