import { execFileSync } from 'node:child_process'
import type { ErrorCase } from './error-case.js'

/** For root there are no rights: the command is run by somebody else, once `before` was run. */
export function asNobody(before: string): Pick<ErrorCase, 'prepare' | 'within'> {
  const isRoot = process.getuid?.() === 0
  return {
    async prepare(folder) {
      if (isRoot) execFileSync('chown', ['-R', NOBODY, folder])
      execFileSync('sh', ['-c', before], { cwd: folder })
    },
    within: (command) =>
      isRoot ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', ...command] : command,
  }
}

const NOBODY = '65534'
