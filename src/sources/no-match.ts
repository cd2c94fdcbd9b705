import { existsSync, lstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { hasWildcard } from './glob.js'
import { namesIn, nearestPath } from './nearest-path.js'

/** No file is where a path or pattern says; tells what there is instead. */
export function noMatch(pattern: string, baseFolder: string): LoradexError {
  if (hasWildcard(pattern)) return noMatchOfGlob(pattern, baseFolder)
  if (isLink(resolve(baseFolder, pattern))) return deadLink(pattern)
  return noFile(pattern, { expected: 'a file', meant: nearestPath(pattern, baseFolder) })
}

/** A pattern matches nothing but what the export itself has written. */
export function onlyOwnFiles(pattern: string): LoradexError {
  return new LoradexError('source.no-match', {
    message: `expected a file that ${shortPath(pattern)} matches, saw only those in the folder that is written`,
    details: { pattern },
    hint: 'Write to another folder, or correct the pattern.',
  })
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

function deadLink(path: string): LoradexError {
  return new LoradexError('source.no-match', {
    message: `expected a file at ${shortPath(path)}, saw a link that leads nowhere`,
    details: { pattern: path },
    hint: 'Correct the link, or name the file itself.',
  })
}

export interface AbsentFile {
  /** What the file should be, for people. */
  readonly expected: string
  /** The path that may be meant. */
  readonly meant: string | undefined
}

export function noFile(path: string, { expected, meant }: AbsentFile): LoradexError {
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  return new LoradexError('source.no-match', {
    message: `expected ${expected} at ${shortPath(path)}, saw nothing of that name${question}`,
    details: { pattern: path },
    hint:
      meant === undefined
        ? 'Correct the path; it starts from the folder of the recipe.'
        : `Write ${meant} instead.`,
  })
}

function noMatchOfGlob(pattern: string, baseFolder: string): LoradexError {
  const segments = pattern.split('/')
  const fixed = segments.slice(0, segments.findIndex(hasWildcard)).join('/')
  const folder = fixed === '' ? '.' : fixed
  const names = namesIn(resolve(baseFolder, folder))
  const meant = names.length === 0 ? nearestPath(folder, baseFolder) : undefined
  const question =
    meant === undefined ? '' : `, did you mean ${meant}${pattern.slice(fixed.length)}?`
  return new LoradexError('source.no-match', {
    message: `expected a file that ${shortPath(pattern)} matches, saw none${question}`,
    details: { pattern },
    hint:
      meant === undefined
        ? `Correct the pattern; ${existsSync(resolve(baseFolder, folder)) ? `${folder} ${holds(names)}` : `there is no folder ${folder}`}.`
        : `Write ${meant}${pattern.slice(fixed.length)} instead.`,
  })
}

const MOST_NAMED = 3

function holds(names: readonly string[]): string {
  const shown = names.filter((name) => !name.startsWith('.')).slice(0, MOST_NAMED)
  if (shown.length === 0) return 'holds no files'
  const rest = names.length - shown.length
  return `holds ${shown.map((name) => shortPath(name)).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
