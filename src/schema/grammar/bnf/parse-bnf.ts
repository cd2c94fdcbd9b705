import { choice, literal, nothing, sequence, type Expression, type Grammar } from '../grammar.js'
import {
  deeper,
  expected,
  lookFor,
  peek,
  readGrammar,
  take,
  takeMatch,
  type GrammarReader,
} from '../grammar-reader.js'
import { addRule, finishRules, referTo, startRules, type GrammarRules } from '../grammar-rules.js'
import { readRepeat } from '../read-repeat.js'
import { parseRegex } from '../regex/parse-regex.js'
import { anyScalar } from '../scalar-set.js'
import type { BnfDialect } from './bnf-dialect.js'
import { readClass, readLiteral } from './read-bnf-characters.js'
import { readEbnfToken, readGbnfToken } from './read-bnf-token.js'

interface BnfParser extends GrammarRules {
  readonly dialect: BnfDialect
}

const names: Readonly<Record<BnfDialect, RegExp>> = {
  ebnf: /[A-Za-z_.-][\w.-]*/uy,
  gbnf: /[A-Za-z\d_-]+/uy,
}

/**
 * The grammar of a text in XGrammar's EBNF or llama.cpp's GBNF, which starts at `root`.
 * @throws `grammar.invalid` with line and column.
 */
export function parseBnf(text: string, dialect: BnfDialect, name: string): Grammar {
  const parser = { ...startRules(readGrammar(text, name)), dialect }
  const { reader } = parser
  skipSpace(reader, true)
  while (reader.at < text.length) {
    readRule(parser)
    skipSpace(reader, true)
  }
  return finishRules(parser, 'root')
}

function readRule(parser: BnfParser): void {
  const { reader, dialect } = parser
  const { at } = reader
  const name = takeMatch(reader, names[dialect])?.[0]
  if (name === undefined) {
    throw expected(reader, 'the name of a rule', 'Begin the line with a name and ::=.')
  }
  skipSpace(reader, false)
  if (dialect === 'ebnf') refuseOptions(reader)
  if (!take(reader, '::='))
    throw expected(reader, '::= after the name', 'Write name ::= what it is.')
  skipSpace(reader, true)
  addRule(parser, { name, at }, readChoice(parser))
  if (dialect === 'gbnf' && !/^[\n\r]?$/u.test(peek(reader))) {
    throw expected(reader, 'the end of the rule', 'Begin the next rule on a line of its own.')
  }
}

/** Of the options of rules only these leave the language as it is. */
function refuseOptions(reader: GrammarReader): void {
  if (!take(reader, '[')) return
  const harmless = takeMatch(
    reader,
    /\s*(?:(?:capture|temperature)(?:\s*=\s*(?:"[^"\n]*"|[\d.]+))?\s*,?\s*)*\]\s*/uy,
  )
  if (harmless === undefined) {
    throw expected(
      reader,
      'capture or temperature',
      'Leave out options that depend on how the text is cut into tokens.',
    )
  }
}

function readChoice(parser: BnfParser): Expression {
  const { reader } = parser
  const options = [readSequence(parser)]
  while (take(reader, '|')) {
    skipSpace(reader, true)
    options.push(readSequence(parser))
  }
  return choice(options)
}

function readSequence(parser: BnfParser): Expression {
  const { reader, dialect } = parser
  const parts: Expression[] = []
  while (!isNextRule(parser)) {
    const part = readElement(parser)
    if (part === undefined) break
    if (lookFor(reader, /[*+?{]/uy) !== undefined) {
      parts.push(readRepeat(reader, part))
    } else parts.push(part)
    skipSpace(reader, dialect === 'ebnf' || reader.depth > 0)
  }
  return parts.length === 0 ? nothing : sequence(parts)
}

/** In EBNF line breaks mean nothing: a rule ends where the next begins. */
function isNextRule({ reader, dialect }: BnfParser): boolean {
  if (dialect === 'gbnf' || reader.depth > 0) return false
  return lookFor(reader, /[A-Za-z_.-][\w.-]*\s*(?:\[[^\]\n]*\]\s*)?::=/uy) !== undefined
}

function readElement(parser: BnfParser): Expression | undefined {
  const { reader, dialect } = parser
  if (take(reader, '"')) return literal(readLiteral(reader, dialect))
  if (take(reader, '[')) return readClass(reader, dialect)
  if (peek(reader) === '(') return readGroup(parser)
  const special = dialect === 'gbnf' ? readGbnfSpecial(reader) : readEbnfSpecial(reader)
  if (special !== undefined) return special
  const { at } = reader
  const name = takeMatch(reader, names[dialect])?.[0]
  if (name !== undefined) return referTo(parser, name, at)
  if (/^[|)\n\r]?$/u.test(peek(reader))) return undefined
  throw expected(
    reader,
    'a literal, class, group or the name of a rule',
    'Put literals in double quotes.',
  )
}

function readGbnfSpecial(reader: GrammarReader): Expression | undefined {
  return (
    readGbnfToken(reader) ?? (take(reader, '.') ? { kind: 'chars', set: anyScalar } : undefined)
  )
}

function readEbnfSpecial(reader: GrammarReader): Expression | undefined {
  return readEbnfToken(reader) ?? readMacro(reader)
}

function readGroup(parser: BnfParser): Expression {
  const { reader, dialect } = parser
  take(reader, '(')
  // What comes next, as its writer says: it speeds XGrammar up, and says nothing about texts.
  const isLookahead = dialect === 'ebnf' && take(reader, '=')
  return deeper(reader, () => {
    skipSpace(reader, true)
    const body = readChoice(parser)
    if (take(reader, ')')) return isLookahead ? nothing : body
    throw expected(reader, ') at the end of the group', 'Close the group.')
  })
}

/** `Regex("[0-9]+")`: what it matches; other macros are about tokens and tags. */
function readMacro(reader: GrammarReader): Expression | undefined {
  const macro = takeMatch(reader, /(Regex|TagDispatch|TokenTagDispatch|Substring)\s*\(\s*/uy)
  if (macro === undefined) return undefined
  if (macro[1] !== 'Regex' || !take(reader, '"')) {
    throw expected(
      reader,
      `Regex("…"), the only macro that is read, after ${macro[1]}(`,
      'Write what the macro stands for as rules.',
    )
  }
  const { at } = reader
  const source = readLiteral(reader, 'ebnf')
  if (takeMatch(reader, /\s*\)/uy) === undefined) {
    throw expected(reader, ') after the pattern', 'Leave out json_string and flags.')
  }
  return parseRegex(source, { name: reader.name, dotAll: true, outer: { reader, at } })
}

function skipSpace(reader: GrammarReader, crossesLines: boolean): void {
  if (crossesLines) takeMatch(reader, /(?:\s|#[^\n]*)+/uy)
  else takeMatch(reader, /[ \t]*(?:#[^\n]*)?/uy)
}
