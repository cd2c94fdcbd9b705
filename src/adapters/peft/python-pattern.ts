import { RE2JS } from 're2js'
import { MAX_PATTERN } from './module-pattern.js'

/** What Python has and JavaScript has not, and what has the same form there. */
const translations: readonly (readonly [RegExp, string])[] = [
  [/\(\?#[^)]*\)/gu, ''],
  [/\(\?P</gu, '(?<'],
  [/\(\?P=(\w+)\)/gu, '\\k<$1>'],
  [/\(\?(?:>|\(\w+\)|[aiLmsux]*(?:-[imsx]+)?:)/gu, '(?:'],
  [/\(\?[aiLmsux]+\)/gu, ''],
  [/([*+?}])\+/gu, '$1'],
]

/**
 * Whether the text is a regular expression of Python's `re`. Two other parsers are asked, and what one of
 * them takes is one; nothing is run. What is too long to be asked about is taken for one.
 */
export function isPythonPattern(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN) return true
  const translated = translations.reduce((text, [from, to]) => text.replace(from, to), pattern)
  // Python escapes what a pattern with the flag must not.
  // oxlint-disable-next-line eslint/require-unicode-regexp -- see above
  return isTaken(() => RE2JS.compile(pattern)) || isTaken(() => new RegExp(translated))
}

function isTaken(compile: () => unknown): boolean {
  try {
    compile()
    return true
  } catch {
    return false
  }
}
