import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { WorkPlaces } from '../../export/work-folder.js'
import { redactUrl } from '../../kernel/redact.js'
import type { CommandIo } from '../command-io.js'
import type { ExitCode } from '../exit-code.js'
import type { Interruption } from './face.js'
import { shellWords } from './shell-words.js'

export interface InterruptedWork {
  /** Words of the command line. */
  readonly argv: readonly string[]
  /** Where an export was in the making; absent when there was none. */
  readonly work: WorkPlaces | undefined
  /** It was about to be published, or has been. */
  readonly isPublishing: boolean
}

/** What there is to say about the end that a signal asked for, by what is on the disk. */
export function interruptionOf(
  { signal: { reason }, cwd }: Pick<CommandIo, 'signal' | 'cwd'>,
  { argv, work, isPublishing }: InterruptedWork,
): Interruption {
  const name = reason instanceof Error ? reason.message : ''
  const isPublished = isPublishing && work !== undefined && !existsSync(work.output)
  const left = work !== undefined && existsSync(work.root) ? work : undefined
  const isUnsaid = isPublished || argv.some(mayHoldSecret)
  return {
    exitCode: exitCodes.get(name) ?? 130,
    signal: exitCodes.has(name) ? name : undefined,
    isPublished: work === undefined ? undefined : isPublished,
    leftBehind: left && relative(cwd, left.root),
    remedies: left ? remediesFor(left, { cwd, isPublished }) : [],
    again: isUnsaid ? undefined : `loradex ${shellWords(argv)}`,
  }
}

/** 128 and the number of the signal, as shells have it. */
const exitCodes: ReadonlyMap<string, ExitCode> = new Map([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
])

interface Left {
  readonly cwd: string
  readonly isPublished: boolean
}

/** An earlier export that was retired for one that then was not published is put back first. */
function remediesFor(work: WorkPlaces, { cwd, isPublished }: Left): readonly string[] {
  const [root, retired, target] = [work.root, work.retired, work.target].map((path) =>
    relative(cwd, path),
  )
  const isMissed = !isPublished && existsSync(work.retired) && !existsSync(work.target)
  return [
    ...(isMissed ? [shellWords(['mv', retired ?? '', target ?? ''])] : []),
    shellWords(['rm', '-r', root ?? '']),
  ]
}

function mayHoldSecret(word: string): boolean {
  return /(?:^|=)source(?:\.url|\.headers|=)/u.test(word) || redactUrl(word) !== word
}
