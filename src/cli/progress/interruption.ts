import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { WorkPlaces } from '../../export/folder/work-folder.js'
import { redactUrl } from '../../kernel/redact.js'
import type { CommandIo } from '../command-io.js'
import { signalExit } from '../signal-exit.js'
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
  { signal, cwd }: Pick<CommandIo, 'signal' | 'cwd'>,
  { argv, work, isPublishing }: InterruptedWork,
): Interruption {
  const { name, exitCode } = signalExit(signal)
  const isPublished = work && isPublishing && !existsSync(work.output)
  return {
    exitCode,
    signal: name,
    isPublished: work && isPublished,
    again: isPublished || argv.some(mayHoldSecret) ? undefined : `loradex ${shellWords(argv)}`,
    ...(work && existsSync(work.root)
      ? leftBehind(work, { cwd, isPublished: isPublished === true })
      : { leftBehind: undefined, remedies: [] }),
  }
}

interface Left {
  readonly cwd: string
  readonly isPublished: boolean
}

/** An earlier export that was retired for one that then was not published is put back first. */
function leftBehind(
  work: WorkPlaces,
  { cwd, isPublished }: Left,
): Pick<Interruption, 'leftBehind' | 'remedies'> {
  const shown = (path: string): string => relative(cwd, path)
  const isMissed = !isPublished && existsSync(work.retired) && !existsSync(work.target)
  return {
    leftBehind: shown(work.root),
    remedies: [
      ...(isMissed ? [shellWords(['mv', shown(work.retired), shown(work.target)])] : []),
      shellWords(['rm', '-r', shown(work.root)]),
    ],
  }
}

function mayHoldSecret(word: string): boolean {
  return /(?:^|=)source(?:\.url|\.headers|=)/u.test(word) || redactUrl(word) !== word
}
