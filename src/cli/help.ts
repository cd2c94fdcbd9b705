import { nearestWord } from '../kernel/nearest-word.js'
import type { RunCommand } from './command.js'
import { commands } from './commands.js'
import { findHelp } from './help/find-help.js'
import { helpWidth } from './help/help-width.js'
import { usageInvalid } from './usage-invalid.js'

export const helpCommand: RunCommand = async (given, io) => {
  const name = given.arguments.filter((word) => word !== undefined).join(' ')
  const text = findHelp(name, commands, { width: helpWidth(io) })
  if (text === undefined) throw noSuchCommand(name)
  for (const line of text.split('\n')) io.stdout(line)
  return 0
}

function noSuchCommand(name: string) {
  const names = commands.map((command) => command.name)
  const groups = names.flatMap((known) => (known.includes(' ') ? (known.split(' ')[0] ?? []) : []))
  const meant = nearestWord(name, [...names, ...groups])
  return usageInvalid(
    `expected the name of a command, saw ${JSON.stringify(name)}`,
    meant === undefined ? 'Run loradex help to see all commands.' : `Run loradex help ${meant}.`,
  )
}
