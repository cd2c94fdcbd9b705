import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileGrammar, type TextMatcher } from '#loradex/schema/grammar/compile-grammar.js'
import type { Grammar } from '#loradex/schema/grammar/grammar.js'
import {
  grammarFormats,
  parseGrammar,
  type GrammarFormat,
} from '#loradex/schema/grammar/parse-grammar.js'
import { printGrammar } from '#loradex/schema/grammar/print-grammar.js'
import { createSampler } from '#loradex/schema/grammar/sample-text.js'
import { isLoradexError } from '#loradex/kernel/error.js'
import { damaged, seededRandom } from './damage.js'
import { exampleGrammars } from './examples.data.js'

const SAMPLES = 60

/** Texts of both, and texts close to them: both must say the same of each. */
function assertEqualLanguage(left: Grammar, right: Grammar, seed: number): void {
  const random = seededRandom(seed)
  const [one, other] = [compileGrammar(left), compileGrammar(right)]
  for (const grammar of [left, right]) {
    const sample = createSampler(grammar, { random, depth: 10 })
    for (let count = 0; count < SAMPLES; count += 1) {
      const text = sample() ?? ''
      assertBoth([one, other], text, 'match')
      assertBoth([one, other], damaged(text, random))
    }
  }
}

function assertBoth(
  [one, other]: readonly [TextMatcher, TextMatcher],
  text: string,
  kind?: string,
): void {
  const verdict = one.check(text)
  assert.deepEqual(other.check(text).kind, verdict.kind, JSON.stringify(text))
  if (kind !== undefined) assert.equal(verdict.kind, kind, JSON.stringify(text))
}

/** Tokens by text are no tokens by number, which is all that EBNF knows. */
function printed(grammar: Grammar, format: GrammarFormat, name: string): string | undefined {
  try {
    return printGrammar(grammar, format)
  } catch (error) {
    assert.ok(isLoradexError(error) && error.code === 'grammar.inexpressible')
    assert.deepEqual([name, format], ['thinking', 'ebnf'])
    return undefined
  }
}

describe('grammars of the kinds that engines show', () => {
  for (const [index, { name, format, text, matches, others }] of exampleGrammars.entries()) {
    const grammar = parseGrammar(text, { format, name })

    it(`${name}: knows its texts`, () => {
      const matcher = compileGrammar(grammar)
      for (const match of matches) assert.equal(matcher.check(match).kind, 'match', match)
      for (const other of others) assert.equal(matcher.check(other).kind, 'mismatch', other)
    })

    for (const first of grammarFormats) {
      for (const second of grammarFormats) {
        it(`${name}: ${format} → ${first} → ${second} is the same language`, () => {
          const once = printed(grammar, first, name)
          if (once === undefined) return
          const read = parseGrammar(once, { format: first, name: `${name} as ${first}` })
          assertEqualLanguage(grammar, read, index)
          const twice = printed(read, second, name)
          if (twice === undefined) return
          const reread = parseGrammar(twice, { format: second, name: `${name} as ${second}` })
          assertEqualLanguage(grammar, reread, index + 1)
        })
      }
    }
  }
})
