import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { ErrorCase } from './error-case.js'

const NOBODY = '65534'

/** Somebody else must be able to run the command at all. */
const main = resolve('dist/bundle/main.cjs')
const { status } = spawnSync('setpriv', [`--reuid=${NOBODY}`, '--clear-groups', 'test', '-r', main])
const whyNobody = status === 0 ? undefined : 'nobody else can read the command'

/** For root there are no rights: the command is run by somebody else, once `before` was run. */
export function asNobody(before: string): Pick<ErrorCase, 'prepare' | 'within' | 'skip'> {
  const isRoot = process.getuid?.() === 0
  return {
    skip: isRoot ? whyNobody : undefined,
    async prepare(folder) {
      if (isRoot) execFileSync('chown', ['-R', NOBODY, folder])
      execFileSync('sh', ['-c', before], { cwd: folder })
    },
    within: (command) =>
      isRoot ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', ...command] : command,
  }
}
