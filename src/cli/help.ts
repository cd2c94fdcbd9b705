import { nearestWord } from '../kernel/nearest-word.js'
import type { Command, RunCommand } from './command.js'
import { findHelp } from './help/find-help.js'
import { helpWidth } from './help/help-width.js'
import { usageInvalid } from './usage-invalid.js'

/** The commands are passed: one of them is this one. */
export function helpCommand(commands: readonly Command[]): RunCommand {
  return async (given, io) => {
    const name = given.arguments.filter((word) => word !== undefined).join(' ')
    const text = findHelp(name, commands, { width: helpWidth(io) })
    if (text === undefined) throw noSuchCommand(name, commands)
    for (const line of text.split('\n')) io.stdout(line)
    return 0
  }
}

function noSuchCommand(name: string, commands: readonly Command[]) {
  const names = commands.map((command) => command.name)
  const groups = names.flatMap((known) => (known.includes(' ') ? (known.split(' ')[0] ?? []) : []))
  const meant = nearestWord(name, [...names, ...groups])
  return usageInvalid(
    `expected the name of a command, saw ${JSON.stringify(name)}`,
    meant === undefined ? 'Run loradex help to see all commands.' : `Run loradex help ${meant}.`,
  )
}
