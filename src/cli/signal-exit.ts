import type { ExitCode } from './exit-code.js'

/** 128 and the number of the signal, as shells have it. */
const exitCodes: ReadonlyMap<string, ExitCode> = new Map([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
])

export interface SignalExit {
  /** Of the process; undefined when something else asked for the end. */
  readonly name: string | undefined
  readonly exitCode: ExitCode
}

/** What an aborted signal stands for; the message of its reason is a name. */
export function signalExit({ reason }: AbortSignal): SignalExit {
  const name = reason instanceof Error ? reason.message : ''
  const exitCode = exitCodes.get(name)
  return exitCode === undefined ? { name: undefined, exitCode: 130 } : { name, exitCode }
}
