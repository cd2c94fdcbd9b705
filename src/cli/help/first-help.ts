import type { CommandIo } from '../command-io.js'
import { commands } from '../commands.js'
import { helpWidth } from './help-width.js'
import { programHelp } from './program-help.js'

/** What `loradex` without a word says. */
export function firstHelp(io: CommandIo): string {
  return programHelp(commands, { width: helpWidth(io) })
}
