import type { Expression } from '../grammar.js'
import { readGrammar, takeMatch, type GrammarReader } from '../grammar-reader.js'
import { startRules, type GrammarRules } from '../grammar-rules.js'

/** A Lark grammar while it is read. */
export interface LarkParser extends GrammarRules {
  /** What may stand between lexemes. */
  readonly ignored: Expression[]
  /** It may also come first. */
  allowsInitialSkip: boolean
  /** It comes once at most. */
  skipsOnce: boolean
  /** The definition that is read is a terminal: one lexeme. */
  isTerminal: boolean
  /** Lexemes of rules, behind which what is ignored may stand. */
  readonly lexemes: Set<Expression>
  /** By name of the terminal that they are. */
  readonly combined: Map<string, Combined>
}

/** What `&` and `~` make of terminals: known once all terminals are. */
export interface Combined {
  readonly kind: 'and' | 'not'
  readonly operands: readonly Expression[]
  /** Where the sign stands. */
  readonly at: number
}

export function startLark(text: string, name: string): LarkParser {
  return {
    ...startRules(readGrammar(text, name)),
    ignored: [],
    allowsInitialSkip: false,
    skipsOnce: false,
    isTerminal: false,
    lexemes: new Set(),
    combined: new Map(),
  }
}

/** In groups line breaks mean nothing. */
export function skipBlanks(reader: GrammarReader): void {
  if (reader.depth > 0) skipLines(reader)
  else takeMatch(reader, /[ \t]*(?:(?:#|\/\/)[^\n]*)?/uy)
}

export function skipLines(reader: GrammarReader): void {
  takeMatch(reader, /(?:\s|(?:#|\/\/)[^\n]*)+/uy)
}

export function isTerminalName(name: string): boolean {
  return /^_*[A-Z]/u.test(name)
}
