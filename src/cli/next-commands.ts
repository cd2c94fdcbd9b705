import { commands } from './commands.js'
import { shellWords } from './progress/shell-words.js'

/** Command lines that lead on from an export, as far as there are such commands. */
export function nextCommands(folder: string): readonly string[] {
  return ['report', 'explore']
    .filter((name) => commands.some((command) => command.name === name))
    .map((name) => `loradex ${shellWords([name, folder])}`)
}
