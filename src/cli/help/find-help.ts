import type { Command } from '../command.js'
import { commandHelp, groupHelp } from './command-help.js'
import { programHelp, type HelpOptions } from './program-help.js'

/** The help on a command, a group of commands, or all of them; nothing for what there is not. */
export function findHelp(
  name: string,
  commands: readonly Command[],
  options: HelpOptions,
): string | undefined {
  if (name === '') return programHelp(commands, options)
  const command = commands.find((candidate) => candidate.name === name)
  if (command) return commandHelp(command, options)
  const members = commands.filter((candidate) => candidate.name.startsWith(`${name} `))
  return members.length === 0 ? undefined : groupHelp(name, members, options)
}
