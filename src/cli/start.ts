import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import type { ProgramOptions } from './program.js'

/** Answers at once what needs no command line to be understood; all else is for `runProgram`. */
export async function start(
  argv: readonly string[],
  io: CommandIo,
  options: ProgramOptions,
): Promise<ExitCode> {
  const answer = argv.length > 1 ? undefined : await answerTo(argv[0] ?? '--help', io, options)
  if (answer === undefined) return (await loadProgram(argv)).runProgram(argv, io, options)
  io.stdout(answer)
  return 0
}

async function loadProgram([command]: readonly string[]): Promise<typeof import('./program.js')> {
  return command === 'export' ? import('./export-program.js') : import('./program.js')
}

async function answerTo(
  word: string,
  io: CommandIo,
  { version }: ProgramOptions,
): Promise<string | undefined> {
  switch (word) {
    case '--help':
    case '-h':
      return (await import('./help/first-help.js')).firstHelp(io)
    case '--version':
    case '-V':
      return version
    default:
      return undefined
  }
}
