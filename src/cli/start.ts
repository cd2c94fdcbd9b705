import { startThread } from '../recipe/start-threads.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { namesLargeFile } from './names-large-file.js'
import type { ProgramOptions } from './program.js'

/** Answers at once what needs no command line to be understood; all else is for `runProgram`. */
export async function start(
  argv: readonly string[],
  io: CommandIo,
  options: ProgramOptions,
): Promise<ExitCode> {
  const answer = argv.length > 1 ? undefined : await answerTo(argv[0] ?? '--help', io, options)
  if (answer === undefined) return runCommand(argv, io, options)
  io.stdout(answer)
  return 0
}

/** With these, what is kept of compiled code would lack most of an export. */
const LESS_THAN_AN_EXPORT = ['-h', '--help', '-n', '--dry-run']

async function runCommand(
  argv: readonly string[],
  io: CommandIo,
  options: ProgramOptions,
): Promise<ExitCode> {
  if (argv[0] !== 'export' || argv.some((word) => LESS_THAN_AN_EXPORT.includes(word))) {
    return (await import('./program.js')).runProgram(argv, io, options)
  }
  const threads = namesLargeFile(argv, io.cwd) ? startThread() : undefined
  const { runExportProgram } = await import('./export-program.js')
  return runExportProgram(argv, io, { ...options, threads })
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
