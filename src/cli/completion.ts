import type { Command, RunCommand } from './command.js'
import { complete } from './completion/complete.js'
import type { Completion } from './completion/candidate.js'
import { isShell, shellScript } from './completion/shell-script.js'
import { shells } from './completion/shells.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { usageInvalid } from './usage-invalid.js'

/**
 * `completion bash` prints the script for a shell; that calls `completion bash -- export :--se` for
 * what may follow. The last word starts with a colon: some shells lose empty ones.
 */
export function completionCommand(commands: readonly Command[]): RunCommand {
  return async (given, io) => {
    const [shell = '', ...words] = given.arguments.map((word) => word ?? '')
    if (!isShell(shell)) throw unknownShell(shell)
    if (words.length === 0) {
      io.stdout((await shellScript(shell)).trimEnd())
      return 0
    }
    const line = [...words.slice(0, -1), (words.at(-1) ?? '').replace(/^:/u, '')]
    for (const each of answer(await complete(line, commands, io))) io.stdout(each)
    return 0
  }
}

/** Files, folders or none; then two lines for each candidate. */
function* answer({ candidates, paths }: Completion): Generator<string> {
  yield paths
  for (const { value, about } of candidates) {
    // What a terminal would obey, or would end the line, is not for the command line.
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) continue
    yield value
    yield about.replaceAll(/\s+/gu, ' ')
  }
}

function unknownShell(seen: string) {
  const meant = nearestWord(seen, shells)
  return usageInvalid(
    `expected one of ${shells.join(', ')}, saw ${JSON.stringify(seen)}`,
    meant === undefined ? 'Name your shell.' : `Run loradex completion ${meant}.`,
  )
}
