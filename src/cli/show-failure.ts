import { inspect } from 'node:util'
import { isLoradexError, type LoradexError } from '../kernel/error.js'
import { exitCodeOf, type ExitCode } from './exit-code.js'

/** A failure as it is told. */
export interface Failure {
  readonly exitCode: ExitCode
  /** `bug` for what no code stands for. */
  readonly code: string
  readonly message: string
  readonly hint: string
}

export function failureOf(error: unknown): Failure {
  if (isLoradexError(error)) {
    const { code, hint } = error
    return { exitCode: exitCodeOf(error), code, message: messageOf(error), hint }
  }
  return {
    exitCode: 1,
    code: 'bug',
    message: inspect(error),
    hint: 'this is a bug in loradex; please report it with the lines below',
  }
}

/** One line for what went wrong and one for what to do; a stack only for what is our own fault. */
export function failureLines({ code, message, hint }: Failure): readonly string[] {
  if (code === 'bug') return [`error: ${hint}`, message]
  return [`error ${code}: ${message}`, `hint: ${hint}`]
}

/** On one line, unless it lists problems: databases put theirs on several, with a caret below. */
function messageOf({ message, details }: LoradexError): string {
  if ('problems' in details) return message
  return message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^\^?$/u.test(line))
    .join(' ')
}
