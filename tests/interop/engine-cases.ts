import type { Grammar } from '#loradex/schema/grammar/grammar.js'
import { compileGrammar } from '#loradex/schema/grammar/compile-grammar.js'
import { recursiveRules } from '#loradex/schema/grammar/recursive-rules.js'
import { parseGrammar } from '#loradex/schema/grammar/parse-grammar.js'
import { printGrammar } from '#loradex/schema/grammar/print-grammar.js'
import { printRegex } from '#loradex/schema/grammar/print/print-regex.js'
import { createSampler } from '#loradex/schema/grammar/sample-text.js'
import { damaged, seededRandom } from '../grammar/damage.js'
import { exampleGrammars } from '../grammar/examples.data.js'

export interface EngineCase {
  readonly name: string
  readonly engine: 'llguidance' | 'xgrammar' | 'outlines-core' | 'lm-format-enforcer'
  readonly notation: 'lark' | 'ebnf' | 'regex' | 'json-schema'
  readonly definition: string
  readonly texts: readonly string[]
  /** What we say of each text. */
  readonly expected: readonly boolean[]
}

interface CheckedTexts {
  readonly texts: readonly string[]
  readonly expected: readonly boolean[]
}

/** Texts of the grammar and texts close to them, with our verdicts. */
function checkedTexts(grammar: Grammar, count: number, seed: number): CheckedTexts {
  const random = seededRandom(seed)
  const sample = createSampler(grammar, { random, depth: 8 })
  const matcher = compileGrammar(grammar)
  const texts = Array.from({ length: count }, () => sample() ?? '')
    .filter((text) => text.length < 400)
    .flatMap((text) => [text, damaged(text, random)])
  return { texts, expected: texts.map((text) => matcher.check(text).kind === 'match') }
}

/** As it is written: in the calendar its lexer cannot tell blanks of a note from those that it ignores. */
function isReadAlike(name: string, format: string): boolean {
  return format === 'lark' && name !== 'calendar'
}

/** Every example in every notation that an engine takes. */
export function grammarCases(count: number): readonly EngineCase[] {
  return exampleGrammars.flatMap(({ name, format, text }, seed): EngineCase[] => {
    if (name === 'thinking') return []
    const grammar = parseGrammar(text, { format, name })
    const checked = checkedTexts(grammar, count, seed)
    const made = (
      engine: EngineCase['engine'],
      notation: EngineCase['notation'],
      definition: string,
    ): EngineCase => ({ name: `${name} as ${notation}`, engine, notation, definition, ...checked })
    const lark = printGrammar(grammar, 'lark')
    const cases = [
      made('xgrammar', 'ebnf', printGrammar(grammar, 'ebnf')),
      made('xgrammar', 'lark', lark),
      made('llguidance', 'lark', lark),
      ...(isReadAlike(name, format) ? [made('llguidance', 'lark', text)] : []),
    ]
    if (recursiveRules(grammar).size > 0) return cases
    const regex = printRegex(grammar)
    return [
      ...cases,
      made('xgrammar', 'regex', regex),
      made('llguidance', 'regex', regex),
      made('outlines-core', 'regex', regex),
      made('lm-format-enforcer', 'regex', regex),
    ]
  })
}

/** Every example as GBNF; those with tokens need a vocabulary. */
export function gbnfCases(
  count: number,
): readonly (CheckedTexts & { readonly name: string; readonly definition: string })[] {
  return exampleGrammars
    .filter(({ name }) => name !== 'thinking')
    .map(({ name, format, text }, seed) => {
      const grammar = parseGrammar(text, { format, name })
      return {
        name,
        definition: printGrammar(grammar, 'gbnf'),
        ...checkedTexts(grammar, count, seed),
      }
    })
}
