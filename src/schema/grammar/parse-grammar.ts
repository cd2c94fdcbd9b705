import { parseBnf } from './bnf/parse-bnf.js'
import type { Grammar } from './grammar.js'
import { parseLark } from './lark/parse-lark.js'
import { parseRegex } from './regex/parse-regex.js'

export const grammarFormats = ['lark', 'ebnf', 'gbnf'] as const

/** Lark in the dialect of llguidance, XGrammar's EBNF, llama.cpp's GBNF. */
export type GrammarFormat = (typeof grammarFormats)[number]

export interface GrammarSource {
  readonly format: GrammarFormat
  /** What messages call the text. @default grammar */
  readonly name?: string
}

/**
 * Lark grammars start at `start`, the others at `root`.
 * @throws `grammar.invalid` with line and column.
 */
export function parseGrammar(text: string, { format, name = 'grammar' }: GrammarSource): Grammar {
  switch (format) {
    case 'lark':
      return parseLark(text, name)
    case 'ebnf':
    case 'gbnf':
      return parseBnf(text, format, name)
  }
}

/**
 * The texts that a regex of ECMA-262 matches from beginning to end.
 * @throws `grammar.invalid` for what no engine does in linear time: look-around, back-references.
 */
export function regexGrammar(source: string, name = 'regex'): Grammar {
  return { start: 'root', rules: new Map([['root', parseRegex(source, { name })]]) }
}
