import { inspect } from 'node:util'
import { isLoradexError } from '../kernel/error.js'
import type { CommandIo } from './command-io.js'
import { exitCodeOf, type ExitCode } from './exit-code.js'

/** One line for what went wrong and one for what to do; a stack only for what is our own fault. */
export function showFailure(error: unknown, io: CommandIo): ExitCode {
  if (isLoradexError(error)) {
    io.stderr(`error ${error.code}: ${error.message}`)
    io.stderr(`hint: ${error.hint}`)
    return exitCodeOf(error)
  }
  io.stderr('error: this is a bug in loradex; please report it with the lines below')
  io.stderr(inspect(error))
  return 1
}
