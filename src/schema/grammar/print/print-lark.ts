import { partsOf, type Expression, type Grammar, type Repeat, type Token } from '../grammar.js'
import { isAnyScalar } from '../scalar-set.js'
import { tidyGrammar } from '../tidy-grammar.js'
import { charClass } from './char-class.js'
import { larkLexemes, type LarkLexemes } from './lark-lexemes.js'
import { printingRefused } from './printing-refused.js'
import { ruleNames } from './rule-names.js'

interface Printer extends LarkLexemes {
  readonly names: ReadonlyMap<string, string>
  /** The definition that is written is a terminal. */
  readonly isTerminal: boolean
  /** Definitions that are asked for, as rules in lower and as terminals in upper case. */
  readonly wanted: Map<string, { readonly name: string; readonly isTerminal: boolean }>
}

/**
 * The grammar in Lark, in the dialect of llguidance, the start rule first. Rules become terminals
 * where a lexer that prefers the longest match reads the same texts.
 * @throws `grammar.inexpressible` where no text matches.
 */
export function printLark(grammar: Grammar): string {
  const tidy = tidyGrammar(grammar)
  const { start, rules } = tidy
  const lexemes = larkLexemes(tidy)
  const names = ruleNames(tidy, { start: 'start', spell: lower })
  const printer: Printer = { ...lexemes, names, isTerminal: false, wanted: new Map() }
  const lines = new Map<string, string>()
  if (lexemes.terminals.has(start)) lines.set('start', `start: ${nameText(start, printer)}\n`)
  else nameText(start, printer)
  for (const [written, { name, isTerminal }] of printer.wanted) {
    const body = choiceText(rules.get(name) ?? never, { ...printer, isTerminal })
    lines.set(written, `${written}: ${body}\n`)
  }
  return Array.from(lines.values()).join('')
}

const never: Expression = { kind: 'chars', set: [] }

function lower(name: string): string {
  const word = name
    .replaceAll(/[^A-Za-z0-9]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
    .toLowerCase()
  return /^[a-z]/u.test(word) ? word : `rule_${word}`
}

function nameText(name: string, printer: Printer): string {
  const plain = printer.names.get(name) ?? name
  const isTerminal = printer.isTerminal || printer.terminals.has(name)
  const written = isTerminal ? plain.toUpperCase() : plain
  printer.wanted.set(written, { name, isTerminal })
  return written
}

function choiceText(expression: Expression, printer: Printer): string {
  if (expression.kind !== 'choice') return sequenceText(expression, printer)
  return expression.options.map((option) => sequenceText(option, printer)).join(' | ')
}

function sequenceText(expression: Expression, printer: Printer): string {
  if (expression.kind !== 'sequence') return atomText(expression, printer)
  if (expression.parts.length === 0) return '""'
  return expression.parts.map((part) => atomText(part, printer)).join(' ')
}

function atomText(expression: Expression, printer: Printer): string {
  switch (expression.kind) {
    case 'text':
      return literalText(expression.text, printer)
    case 'chars':
      if (expression.set.length === 0) {
        throw printingRefused('a grammar that some text matches', 'one that no text matches')
      }
      if (isAnyScalar(expression.set)) return String.raw`/[\s\S]/`
      return `/${charClass(expression.set, { escape: escapeInClass, negates: true })}/`
    case 'rule':
      return nameText(expression.name, printer)
    case 'token':
      return tokenText(expression)
    case 'repeat':
      return repeatText(expression, printer)
    case 'choice':
    case 'sequence':
      return partsOf(expression).length === 0 ? '""' : `(${choiceText(expression, printer)})`
  }
}

function literalText(text: string, { split, isTerminal }: Printer): string {
  if (isTerminal || !split.has(text)) return quoted(text)
  return Array.from(text, quoted).join(' ')
}

/** As JSON writes it, for that is what Lark reads. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', String.raw`\u007f`)
}

function escapeInClass(point: number): string {
  const character = String.fromCodePoint(point)
  if (/[\\\]^[/&~-]/u.test(character)) return `\\${character}`
  // XGrammar knows no \x{…}, and Rust's regexes do not mind characters that are not seen.
  const isControl = point < 0x20 || point === 0x7f
  return isControl ? `\\x${point.toString(16).padStart(2, '0')}` : character
}

function repeatText({ body, min, max }: Repeat, printer: Printer): string {
  const isOne = body.kind === 'chars' || body.kind === 'rule' || body.kind === 'token'
  const inner = isOne ? atomText(body, printer) : `(${choiceText(body, printer)})`
  if (max === Infinity) {
    if (min === 0) return `${inner}*`
    return min === 1 ? `${inner}+` : `${inner}{${min},}`
  }
  if (min === 0 && max === 1) return `${inner}?`
  return min === max ? `${inner}{${min}}` : `${inner}{${min},${max}}`
}

function tokenText({ text, ids = [], isNegated }: Token): string {
  if (text !== undefined && !isNegated) return text
  if (text !== undefined) {
    throw printingRefused('tokens to exclude by number in Lark', `the token ${text} by text`)
  }
  if (ids.length === 0) return '<[*]>'
  const ranges = ids.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`))
  return `<[${isNegated ? '^' : ''}${ranges.join(',')}]>`
}
