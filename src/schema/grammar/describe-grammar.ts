import { findAmbiguity, type Ambiguity } from './ambiguity.js'
import { expressionsIn, type Grammar } from './grammar.js'
import { leftRecursion } from './left-recursion.js'
import { recursiveRules } from './recursive-rules.js'
import { productiveRules, tidyGrammar } from './tidy-grammar.js'

/** What is worth knowing of a grammar before an engine gets it. */
export interface GrammarDescription {
  /** No rule leads back to itself: a regex says the same. */
  readonly isRegular: boolean
  /** Rules that begin with themselves, as the way back: llama.cpp refuses them. */
  readonly leftRecursion: readonly (readonly string[])[]
  /** A text with two readings, if one was found among short ones. */
  readonly ambiguity: Ambiguity | undefined
  /** Tokens of a vocabulary stand in it. */
  readonly hasTokens: boolean
  /** Rules that the start does not lead to. */
  readonly unused: readonly string[]
  /** Rules that no text matches. */
  readonly empty: readonly string[]
}

export function describeGrammar(grammar: Grammar): GrammarDescription {
  const tidy = tidyGrammar(grammar)
  const productive = productiveRules(grammar)
  const names = Array.from(grammar.rules.keys())
  const parts = Array.from(grammar.rules.values()).flatMap((body) =>
    Array.from(expressionsIn(body)),
  )
  return {
    isRegular: recursiveRules(tidy).size === 0,
    leftRecursion: leftRecursion(grammar),
    ambiguity: findAmbiguity(grammar),
    hasTokens: parts.some(({ kind }) => kind === 'token'),
    unused: names.filter((name) => !tidy.rules.has(name) && productive.has(name)),
    empty: names.filter((name) => !productive.has(name)),
  }
}
