import { config } from 'zod'
import type { PartThreads } from '../export/workers/part-threads.js'
import { goOnWith } from '../recipe/start-threads.js'
import type { CommandIo } from './command-io.js'
import type { ExitCode } from './exit-code.js'
import { runProgram, type ProgramOptions } from './program.js'

export interface ExportProgramOptions extends ProgramOptions {
  /** That were started for this export before its program was loaded. */
  readonly threads?: PartThreads | undefined
}

/** The program for the main job: in the bundle, one file with all that an export needs. */
export async function runExportProgram(
  argv: readonly string[],
  io: CommandIo,
  { threads, ...options }: ExportProgramOptions,
): Promise<ExitCode> {
  if (threads) goOnWith(threads)
  // To compile code for shapes that are looked at once takes longer than to do without: 10 ms.
  config({ jitless: true })
  return runProgram(argv, io, options)
}
