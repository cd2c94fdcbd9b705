import type { BnfDialect } from '../bnf/bnf-dialect.js'
import { type Expression, type Grammar, type Repeat, type Token } from '../grammar.js'
import { tidyGrammar } from '../tidy-grammar.js'
import type { CodePointSet } from '../../validate/pattern/code-point-set.js'
import { charClass } from './char-class.js'
import { printingRefused } from './printing-refused.js'
import { ruleNames } from './rule-names.js'
import { withoutLeftRecursion } from '../left-recursion.js'

interface Printer {
  readonly dialect: BnfDialect
  readonly names: ReadonlyMap<string, string>
}

/**
 * The grammar in XGrammar's EBNF or llama.cpp's GBNF, the start rule first.
 * @throws `grammar.inexpressible` for what the format has no way to say.
 */
export function printBnf(grammar: Grammar, dialect: BnfDialect): string {
  const tidy = tidyGrammar(grammar)
  const printed = dialect === 'gbnf' ? withoutLeftRecursion(tidy) : tidy
  const { start, rules } = printed
  const names = ruleNames(printed, {
    start: 'root',
    spell: dialect === 'gbnf' ? dashed : underscored,
    taken: dialect === 'gbnf' ? [] : ['true', 'false', 'Regex', 'Token', 'ExcludeToken'],
  })
  const printer = { dialect, names }
  const order = [start, ...Array.from(rules.keys()).filter((name) => name !== start)]
  const lines = order.map((name) => {
    const body = rules.get(name)
    return body === undefined ? '' : `${names.get(name)} ::= ${printChoice(body, printer)}\n`
  })
  return lines.join('')
}

function dashed(name: string): string {
  const word = name.replaceAll(/[^A-Za-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '')
  return /^[A-Za-z]/u.test(word) ? word : `rule-${word}`
}

function underscored(name: string): string {
  const word = name.replaceAll(/[^A-Za-z0-9]+/gu, '_')
  return /^[A-Za-z_]/u.test(word) && word !== '_' ? word : `rule_${word}`
}

function printChoice(expression: Expression, printer: Printer): string {
  if (expression.kind !== 'choice') return printSequence(expression, printer)
  return expression.options.map((option) => printSequence(option, printer)).join(' | ')
}

function printSequence(expression: Expression, printer: Printer): string {
  if (expression.kind !== 'sequence') return printAtom(expression, printer)
  if (expression.parts.length === 0) return '""'
  return expression.parts.map((part) => printAtom(part, printer)).join(' ')
}

function printAtom(expression: Expression, printer: Printer): string {
  switch (expression.kind) {
    case 'text':
      return printText(expression.text)
    case 'chars':
      return expression.set.length === 0 ? printNothing() : printSet(expression.set)
    case 'rule':
      return printer.names.get(expression.name) ?? expression.name
    case 'token':
      return printToken(expression, printer)
    case 'repeat':
      return printRepeat(expression, printer)
    case 'choice':
      return `(${printChoice(expression, printer)})`
    case 'sequence':
      return expression.parts.length === 0 ? '""' : `(${printSequence(expression, printer)})`
  }
}

/** `tidyGrammar` leaves such sets only where the whole grammar matches nothing. */
function printNothing(): never {
  throw printingRefused('a grammar that some text matches', 'one that no text matches')
}

function printSet(set: CodePointSet): string {
  // For llama.cpp and XGrammar, what a class leaves out leaves surrogates in, which no text can hold.
  return charClass(set, { escape: escapeInClass, negates: false })
}

function escapeInClass(point: number): string {
  const character = String.fromCodePoint(point)
  if (/[\\\]]/u.test(character)) return `\\${character}`
  return /[\^[-]/u.test(character) ? numbered(point) : plainOrNumbered(character)
}

function printText(text: string): string {
  const written = Array.from(text, (character) =>
    /["\\]/u.test(character) ? `\\${character}` : plainOrNumbered(character),
  )
  return `"${written.join('')}"`
}

const controls: ReadonlyMap<string, string> = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
])

/** Characters that are seen stand for themselves. */
function plainOrNumbered(character: string): string {
  if (/[\p{L}\p{N}\p{P}\p{S} ]/u.test(character)) return character
  return controls.get(character) ?? numbered(character.codePointAt(0) ?? 0)
}

function numbered(point: number): string {
  if (point <= 0xff_ff) return `\\u${point.toString(16).padStart(4, '0').toUpperCase()}`
  return `\\U${point.toString(16).padStart(8, '0').toUpperCase()}`
}

function printRepeat({ body, min, max }: Repeat, printer: Printer): string {
  const isOne = body.kind === 'chars' || body.kind === 'rule' || body.kind === 'token'
  const inner = isOne ? printAtom(body, printer) : `(${printChoice(body, printer)})`
  if (max === Infinity) {
    if (min === 0) return `${inner}*`
    return min === 1 ? `${inner}+` : `${inner}{${min},}`
  }
  if (min === 0 && max === 1) return `${inner}?`
  return min === max ? `${inner}{${min}}` : `${inner}{${min},${max}}`
}

function printToken(token: Token, { dialect }: Printer): string {
  const { text, ids = [], isNegated } = token
  if (dialect === 'gbnf') {
    const sign = isNegated ? '!' : ''
    if (text !== undefined) return sign + text
    const [range] = ids
    if (range !== undefined && ids.length === 1 && range[0] === range[1]) {
      return `${sign}<[${range[0]}]>`
    }
    throw printingRefused('one token by number or text in gbnf', 'several tokens')
  }
  const numbers = ids.flatMap(([from, to]) =>
    to - from > 1000 ? [] : Array.from({ length: to - from + 1 }, (_none, index) => from + index),
  )
  if (numbers.length > 0) return `${isNegated ? 'ExcludeToken' : 'Token'}(${numbers.join(', ')})`
  throw printingRefused(
    'tokens by number in ebnf',
    text === undefined ? 'any token, or more than 1,000' : `the token ${text} by text`,
  )
}
