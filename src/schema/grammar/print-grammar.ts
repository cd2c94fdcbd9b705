import type { Grammar } from './grammar.js'
import type { GrammarFormat } from './parse-grammar.js'
import { printBnf } from './print/print-bnf.js'
import { printLark } from './print/print-lark.js'

/**
 * The grammar as an engine reads it.
 * @throws `grammar.inexpressible` for what the format has no way to say.
 */
export function printGrammar(grammar: Grammar, format: GrammarFormat): string {
  switch (format) {
    case 'lark':
      return printLark(grammar)
    case 'ebnf':
    case 'gbnf':
      return printBnf(grammar, format)
  }
}
