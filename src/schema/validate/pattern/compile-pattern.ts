import { messageOf } from '../../../kernel/error.js'
import { shorten } from '../place.js'
import { schemaInvalid } from '../schema-invalid.js'
import { Undecided } from '../undecided.js'
import { backtrackingCost } from './backtracking-cost.js'
import { linearTest } from './linear-pattern.js'
import { lookaheadTest } from './lookahead-test.js'
import { parsePattern } from './parse-pattern.js'
import type { PatternTree } from './pattern-tree.js'
import { trialTest } from './trial-test.js'

/**
 * Up to these lengths, in UTF-16 units, V8 is done within some milliseconds, by the power of the
 * length that its time can grow with. Linear patterns have a limit too: V8 notes each round of a
 * loop, and gives up after some millions.
 */
const UNITS_BY_COST: readonly number[] = [1_000_000, 1_000_000, 2048, 160]

/** Longer ones take long to judge; the longest that were published have 6,000. */
const LONGEST = 16_384

/** Worst of what runs in V8 on texts of any length when nothing linear can express it. */
const MAX_COST_WITHOUT_LINEAR = 2

/**
 * A test for texts in which the pattern matches somewhere, as ECMA-262 means it. Patterns that could
 * make V8 backtrack for long run in linear time instead, where the text is long enough to matter; those
 * that have no linear test are tried step by step, up to a number of steps.
 * @param pointer Of the pattern in the schema.
 * @throws `schema.invalid` when it is no pattern, or can be run in none of these ways. The test throws
 * `Undecided` beyond that number.
 */
export function compilePattern(source: string, pointer: string): (text: string) => boolean {
  if (source.length > LONGEST) throw tooLong(source, pointer)
  const regexp = createRegExp(source, pointer)
  const tree = parsePattern(source)
  const cost = tree === undefined ? Infinity : backtrackingCost(tree)
  const linear = tree === undefined ? () => undefined : lazily(tree)
  if (cost > MAX_COST_WITHOUT_LINEAR && linear() === undefined) {
    return byTrial(tree, source, pointer)
  }
  const maxUnits = UNITS_BY_COST[cost] ?? 0
  return (text) => {
    if (text.length <= maxUnits) return regexp.test(text)
    return linear()?.(text) ?? regexp.test(text)
  }
}

function byTrial(
  tree: PatternTree | undefined,
  source: string,
  pointer: string,
): (text: string) => boolean {
  const test = tree === undefined ? undefined : trialTest(tree)
  if (test === undefined) throw tooSlow(source, pointer)
  return (text) => {
    const found = test(text)
    if (found !== undefined) return found
    const problem = `takes too long to be held against the pattern ${shorten(source)}`
    throw new Undecided({ keyword: 'pattern', pointer, problem })
  }
}

/** Compiled when first needed: most texts are short. */
function lazily(tree: PatternTree): () => ((text: string) => boolean) | undefined {
  let compiled: { readonly test: ((text: string) => boolean) | undefined } | undefined
  return () => {
    compiled ??= { test: linearTest(tree) ?? lookaheadTest(tree) }
    return compiled.test
  }
}

function createRegExp(source: string, pointer: string): RegExp {
  try {
    return tryRegExp(source)
  } catch (cause) {
    throw schemaInvalid({
      pointer,
      problem: `expected a regular expression, saw ${JSON.stringify(shorten(source))}${faultOf(cause)}`,
      hint: 'Correct the pattern; a backslash is written \\\\ in JSON.',
      cause,
    })
  }
}

/** `Invalid regular expression: /(/: Unterminated group` is V8's way to say it. */
function faultOf(cause: unknown): string {
  const [, fault] = /: ([^:]+)$/u.exec(messageOf(cause)) ?? []
  return fault === undefined ? '' : ` (${shorten(fault.toLowerCase())})`
}

/** Without the `u` flag only where needless escapes and the like make the pattern invalid with it. */
function tryRegExp(source: string): RegExp {
  if (isRegex(source)) {
    const regexp = new RegExp(source, 'u')
    // The engine compiles at first use, and only then finds a pattern too large.
    regexp.test('')
    return regexp
  }
  // oxlint-disable-next-line eslint/require-unicode-regexp -- see above
  const regexp = new RegExp(source)
  regexp.test('')
  return regexp
}

/** Whether the text is a regular expression of ECMA-262, with the `u` flag. */
export function isRegex(text: string): boolean {
  try {
    void new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

function tooLong(source: string, pointer: string): Error {
  return schemaInvalid({
    pointer,
    problem: `expected a pattern of at most ${LONGEST} characters, saw ${source.length}`,
    hint: 'Split the pattern into several with anyOf or allOf, or use enum.',
  })
}

function tooSlow(source: string, pointer: string): Error {
  return schemaInvalid({
    pointer,
    problem: `expected a pattern that is quick on every text, saw ${JSON.stringify(shorten(source))}, which could take forever on some`,
    hint: 'Avoid lookbehinds, references back to groups within lookaheads, and counts over 1000.',
  })
}
