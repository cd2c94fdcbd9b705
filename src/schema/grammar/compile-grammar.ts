import { lineAndColumn } from '../../kernel/json-place.js'
import { buildAutomaton } from './automaton/build-automaton.js'
import type { Recognition } from './automaton/recognition.js'
import { recognizeGeneral } from './automaton/recognize-general.js'
import { recognizeRegular } from './automaton/recognize-regular.js'
import { StateTable } from './automaton/state-table.js'
import { describeSet } from './describe-set.js'
import type { Grammar } from './grammar.js'

/** Whether a text matches, or where it stops doing so. */
export type TextVerdict =
  | { readonly kind: 'match' }
  | {
      readonly kind: 'mismatch'
      /** In UTF-16 units: the first character that nothing goes on with, or the length. */
      readonly at: number
      /** Line and column, from 1. */
      readonly place: string
      readonly expected: string
      readonly seen: string
    }
  /** The text would take more work than a check may take. */
  | { readonly kind: 'undecided'; readonly place: string }

export interface TextMatcher {
  /** No rule leads back to itself: texts are read at the speed of a regex. */
  readonly isRegular: boolean
  check(text: string): TextVerdict
}

/**
 * Compiled once for many texts, which are checked in bounded memory and time.
 * @throws `grammar.too-large`, `grammar.uncheckable`
 *
 * @example
 * ```ts
 * import { compileGrammar, parseGrammar } from 'loradex/schema'
 *
 * const moves = parseGrammar('root ::= [a-h] [1-8] "-" [a-h] [1-8]', { format: 'gbnf' })
 * const matcher = compileGrammar(moves)
 * console.log(matcher.check('e2-e4').kind, matcher.check('e2-e9'))
 * ```
 */
export function compileGrammar(grammar: Grammar): TextMatcher {
  const automaton = buildAutomaton(grammar)
  const table = new StateTable(automaton)
  const isRegular = automaton.entries.length === 1
  const recognize = isRegular ? recognizeRegular : recognizeGeneral
  const describe = (text: string, recognition: Recognition): TextVerdict => {
    if (recognition.kind === 'match') return recognition
    const { kind, at } = recognition
    const place = lineAndColumn(text, at)
    if (kind === 'undecided') return { kind, place }
    const { classes, end } = recognition.expected
    const set = describeSet(classes.map((charClass) => automaton.classes.setOf(charClass)))
    const expected = [...(set === '' ? [] : [set]), ...(end ? ['the end'] : [])].join(' or ')
    return {
      kind,
      at,
      place,
      expected: expected === '' ? 'nothing' : expected,
      seen: seenAt(text, at),
    }
  }
  return { isRegular, check: (text) => describe(text, recognize(automaton, table, text)) }
}

function seenAt(text: string, at: number): string {
  const point = text.codePointAt(at)
  return point === undefined ? 'the end' : JSON.stringify(String.fromCodePoint(point))
}
