import { buildAutomaton } from '../automaton/build-automaton.js'
import { DEAD, StateTable } from '../automaton/state-table.js'
import {
  expressionsIn,
  literal,
  sequence,
  withParts,
  type Expression,
  type Grammar,
} from '../grammar.js'
import { recursiveRules } from '../recursive-rules.js'
import { lexemeFollow, type Lexeme } from './lexeme-follow.js'

/** How a grammar is cut into lexemes. */
export interface LarkLexemes {
  /** Rules that are terminals where rules use them. */
  readonly terminals: ReadonlySet<string>
  /** Literals that are written character by character. */
  readonly split: ReadonlySet<string>
}

/** With more lexemes, only single characters are. */
const MAX_LEXEMES = 120

/** Pairs of states looked at for two lexemes. */
const MAX_PAIRS = 5000

/**
 * The largest lexemes with which a lexer that always takes the longest one reads the same texts: no
 * lexeme can go on with a character that may as well stand behind another.
 */
export function larkLexemes(grammar: Grammar): LarkLexemes {
  const regular = regularRules(grammar)
  if (regular.has(grammar.start)) return { terminals: regular, split: new Set() }
  const terminals = new Set(regular)
  const split = new Set<string>()
  const known = new Map<string, Known>()
  for (;;) {
    const lexemes = new Map<string, Known>()
    const lexemeOf = (expression: Expression): Known | undefined => {
      const key = keyOf(expression, terminals)
      if (key === undefined) return undefined
      const lexeme = known.get(key) ?? describe(grammar, expression)
      known.set(key, lexeme)
      lexemes.set(key, lexeme)
      return lexeme
    }
    const follow = lexemeFollow(withSplit(grammar, split), lexemeOf)
    const clashing = Array.from(lexemes).filter(
      ([, longer]) =>
        longer.isLong &&
        (lexemes.size > MAX_LEXEMES ||
          Array.from(lexemes.values()).some((shorter) =>
            clash(shorter, longer, follow.get(shorter) ?? new Set()),
          )),
    )
    if (clashing.length === 0) return { terminals, split }
    for (const [, { expression }] of clashing) {
      if (expression.kind === 'rule') terminals.delete(expression.name)
      if (expression.kind === 'text') split.add(expression.text)
    }
  }
}

/** Rules that are regexes: without recursion and tokens. */
function regularRules({ rules }: Grammar): ReadonlySet<string> {
  const recursive = recursiveRules({ start: '', rules })
  const regular = new Set<string>()
  const isRegular = (name: string): boolean => {
    if (regular.has(name)) return true
    const body = rules.get(name)
    if (body === undefined || recursive.has(name)) return false
    const isPlain = Array.from(expressionsIn(body)).every(
      (part) => part.kind !== 'token' && (part.kind !== 'rule' || isRegular(part.name)),
    )
    if (isPlain) regular.add(name)
    return isPlain
  }
  return new Set(Array.from(rules.keys()).filter(isRegular))
}

function keyOf(expression: Expression, terminals: ReadonlySet<string>): string | undefined {
  switch (expression.kind) {
    case 'rule':
      return terminals.has(expression.name) ? `rule ${expression.name}` : undefined
    case 'text':
      return expression.text === '' ? undefined : `text ${expression.text}`
    case 'chars':
      return `chars ${expression.set.join(' ')}`
    case 'token':
    case 'sequence':
    case 'choice':
    case 'repeat':
      return undefined
  }
}

function withSplit({ start, rules }: Grammar, split: ReadonlySet<string>): Grammar {
  const splitting = (expression: Expression): Expression =>
    expression.kind === 'text' && split.has(expression.text)
      ? sequence(Array.from(expression.text, literal))
      : withParts(expression, splitting)
  return { start, rules: new Map(Array.from(rules, ([name, body]) => [name, splitting(body)])) }
}

interface Known extends Lexeme {
  readonly table: StateTable
  readonly classCount: number
  /** Some text of it has two characters or more. */
  readonly isLong: boolean
}

function describe(grammar: Grammar, expression: Expression): Known {
  const rules = new Map([...grammar.rules, ['', expression] as const])
  const automaton = buildAutomaton({ start: '', rules }, grammar.rules)
  const table = new StateTable(automaton)
  const { count } = automaton.classes
  const { start } = table
  const first = new Set(followers(table, start, count))
  const isLong = Array.from(first).some(
    (charClass) => followers(table, table.step(start, charClass), count).length > 0,
  )
  const isNullable = table.state(start).accepts
  return { expression, first, isNullable, table, classCount: count, isLong }
}

function followers(table: StateTable, state: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_none, index) => index).filter(
    (charClass) => table.step(state, charClass) !== DEAD,
  )
}

/** Whether the longer one can go on, behind a text of the shorter, with what may stand there. */
function clash(shorter: Known, longer: Known, after: ReadonlySet<number>): boolean {
  const seen = new Set<number>()
  const pairs: (readonly [number, number])[] = [[shorter.table.start, longer.table.start]]
  for (const [left, right] of pairs) {
    for (let charClass = 0; charClass < shorter.classCount; charClass += 1) {
      const next = shorter.table.step(left, charClass)
      const other = next === DEAD ? DEAD : longer.table.step(right, charClass)
      if (other === DEAD) continue
      const key = next * 0x1_00_00_00 + other
      if (seen.has(key)) continue
      if (seen.size > MAX_PAIRS) return true
      seen.add(key)
      const ends = shorter.table.state(next).accepts
      if (
        ends &&
        followers(longer.table, other, shorter.classCount).some((item) => after.has(item))
      ) {
        return true
      }
      pairs.push([next, other])
    }
  }
  return false
}
