import type { CommandIo } from './command-io.js'
import { shellWords } from './progress/shell-words.js'

/** Command lines that lead on from an export. */
export function nextCommands(
  folder: string,
  { hasCommand = () => false }: Pick<CommandIo, 'hasCommand'>,
): readonly string[] {
  return ['report', 'explore']
    .filter(hasCommand)
    .map((name) => `loradex ${shellWords([name, folder, '--open'])}`)
}
