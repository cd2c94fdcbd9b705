import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { redactUrl } from '../../kernel/redact.js'
import type { CommandIo } from '../command-io.js'
import type { ExitCode } from '../exit-code.js'
import type { Interruption } from './face.js'
import { shellWords } from './shell-words.js'

export interface InterruptedWork {
  /** Words of the command line. */
  readonly argv: readonly string[]
  /** Where an export was in the making; absent when there was none. */
  readonly workFolder: string | undefined
}

/** What there is to say about the end that a signal asked for. */
export function interruptionOf(
  { signal: { reason }, cwd }: Pick<CommandIo, 'signal' | 'cwd'>,
  { argv, workFolder }: InterruptedWork,
): Interruption {
  const name = reason instanceof Error ? reason.message : ''
  const isLeft = workFolder !== undefined && existsSync(workFolder)
  return {
    exitCode: exitCodes.get(name) ?? 130,
    signal: exitCodes.has(name) ? name : undefined,
    isUnpublished: workFolder !== undefined,
    leftBehind: isLeft ? relative(cwd, workFolder) : undefined,
    again: argv.some(mayHoldSecret) ? undefined : `loradex ${shellWords(argv)}`,
  }
}

/** 128 and the number of the signal, as shells have it. */
const exitCodes: ReadonlyMap<string, ExitCode> = new Map([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
])

function mayHoldSecret(word: string): boolean {
  return /(?:^|=)source(?:\.url|\.headers|=)/u.test(word) || redactUrl(word) !== word
}
