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
  /** Records up to which it was written down; undefined where nothing was. */
  readonly reached: number | undefined
}

/** What there is to say about the end that a signal asked for, by what is on the disk. */
export function interruptionOf(
  { signal, cwd }: Pick<CommandIo, 'signal' | 'cwd'>,
  { argv, work, isPublishing, reached }: InterruptedWork,
): Interruption {
  const { name, exitCode } = signalExit(signal)
  const isPublished = work && isPublishing && !existsSync(work.output)
  const left = work && existsSync(work.root) ? work : undefined
  const kept = left && isPublished !== true ? reached : undefined
  const again = isPublished === true ? undefined : commandAgain(argv, kept)
  const isLitter = left && kept === undefined
  return {
    exitCode,
    signal: name,
    isPublished,
    kept,
    again,
    leftBehind: left && relative(cwd, left.root),
    remedies: isLitter ? remedies(left, { cwd, isPublished: isPublished === true }) : [],
  }
}

function commandAgain(argv: readonly string[], kept: number | undefined): string | undefined {
  if (argv.some(mayHoldSecret)) return undefined
  return `loradex ${shellWords(kept === undefined ? argv : resuming(argv))}`
}

/** The command line that goes on with what this one has begun. */
function resuming(argv: readonly string[]): readonly string[] {
  const others = argv.filter((word) => word !== '--restart')
  return others.includes('--resume') || others.includes('-r') ? others : [...others, '--resume']
}

interface Left {
  readonly cwd: string
  readonly isPublished: boolean
}

/** An earlier export that was retired for one that then was not published is put back first. */
function remedies(work: WorkPlaces, { cwd, isPublished }: Left): readonly string[] {
  const shown = (path: string): string => relative(cwd, path)
  const isMissed = !isPublished && existsSync(work.retired) && !existsSync(work.target)
  return [
    ...(isMissed ? [shellWords(['mv', shown(work.retired), shown(work.target)])] : []),
    shellWords(['rm', '-r', shown(work.root)]),
  ]
}

function mayHoldSecret(word: string): boolean {
  return /(?:^|=)source(?:\.url|\.headers|=)/u.test(word) || redactUrl(word) !== word
}
