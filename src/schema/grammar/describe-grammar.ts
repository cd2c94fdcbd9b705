import { findAmbiguity, type Ambiguity } from './ambiguity.js'
import { expressionsIn, nothing, type Expression, type Grammar } from './grammar.js'
import { leftRecursion } from './left-recursion.js'
import { recursiveRules } from './recursive-rules.js'
import { productiveRules, tidyGrammar } from './tidy-grammar.js'

/** What is worth knowing of a grammar before an engine gets it; of a text, only rules that stand there. */
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
  const reached = reachedRules(grammar, tidy)
  const isWritten = (name: string): boolean => grammar.written?.names.has(name) ?? true
  const names = Array.from(grammar.rules.keys()).filter(isWritten)
  const parts = Array.from(grammar.rules.values()).flatMap((body) =>
    Array.from(expressionsIn(body)),
  )
  return {
    isRegular: recursiveRules(tidy).size === 0,
    leftRecursion: leftRecursion(grammar).filter(([name = '']) => isWritten(name)),
    ambiguity: findAmbiguity(grammar),
    hasTokens: parts.some(({ kind }) => kind === 'token'),
    unused: names.filter((name) => !reached.has(name) && productive.has(name)),
    empty: names.filter((name) => !productive.has(name)),
  }
}

/** Rules that the start leads to, and those that a rule was made of. */
function reachedRules({ rules, written }: Grammar, tidy: Grammar): ReadonlySet<string> {
  const madeOf: ReadonlyMap<string, Expression> = written?.madeOf ?? new Map()
  const reached = new Set([...tidy.rules.keys(), ...madeOf.keys()])
  for (const name of reached) {
    const body = madeOf.get(name) ?? (tidy.rules.has(name) ? nothing : rules.get(name))
    for (const part of expressionsIn(body ?? nothing)) {
      if (part.kind === 'rule') reached.add(part.name)
    }
  }
  return reached
}
