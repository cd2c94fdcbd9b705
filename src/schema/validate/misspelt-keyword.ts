import { editDistance, nearestWord } from '../../kernel/nearest-word.js'
import { keywordFacts } from './dialects/keyword-facts.data.js'

const known = keywordFacts.map(({ keyword }) => keyword)
/** Keywords that refuse values: misspelt, they let through what they should refuse. */
const asserting = keywordFacts
  .filter(({ vocabulary, keyword }) => vocabulary !== 'core' || keyword === 'format')
  .map(({ keyword }) => keyword)

/** Looking for neighbours takes time by the product of the lengths. */
const LONGEST = 64
/** Keywords of so few letters are near to ordinary words. */
const SHORT = 4
/** So long ones may differ by more than one letter. */
const LONG = 8
const LONGER = 14

/** Unknown keywords of other tools that are a letter away from one of ours. */
const foreign: ReadonlySet<string> = new Set(['when'])

/** The keyword that may be meant by an unknown one, for advice. */
export function nearestKeyword(keyword: string): string | undefined {
  return nearestWord(keyword.slice(0, LONGEST), known)
}

/**
 * The keyword that an unknown one must be meant to be: it differs in case or by a slip of the finger
 * only. Undefined for extensions, which are words of their own, and for what refuses nothing.
 */
export function misspeltKeyword(keyword: string): string | undefined {
  if (keyword.length > LONGEST || foreign.has(keyword) || keyword.startsWith('x-')) return undefined
  const candidates = keyword.startsWith('$') ? ['$ref'] : asserting
  const [nearest] = candidates
    .filter((candidate) => isSlip(keyword, candidate))
    .toSorted((left, right) => editsTo(keyword, left) - editsTo(keyword, right))
  return nearest
}

function editsTo(keyword: string, candidate: string): number {
  return editDistance(keyword.toLowerCase(), candidate.toLowerCase())
}

function isSlip(keyword: string, meant: string): boolean {
  const [left, right] = [keyword.toLowerCase(), meant.toLowerCase()]
  if (left === right) return true
  if (meant.length < SHORT) return false
  const most = meant.length < LONG ? 1 : meant.length < LONGER ? 2 : 3
  if (Math.abs(left.length - right.length) > most) return false
  const edits = editDistance(left, right)
  if (meant.length > SHORT) return edits <= most
  // Another letter in place of one makes another word: `time` is no `type`.
  return edits === 1 && (left.length !== right.length || sameLetters(left, right))
}

function sameLetters(left: string, right: string): boolean {
  return left.split('').toSorted().join('') === right.split('').toSorted().join('')
}
