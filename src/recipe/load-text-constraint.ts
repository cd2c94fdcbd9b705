import { resolve } from 'node:path'
import { readPlainFileNow } from '../disk/plain-file.js'
import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { systemSeen } from '../kernel/system-failure.js'
import { describeGrammar } from '../schema/grammar/describe-grammar.js'
import type { Grammar } from '../schema/grammar/grammar.js'
import {
  grammarFormats,
  parseGrammar,
  regexGrammar,
  type GrammarFormat,
} from '../schema/grammar/parse-grammar.js'
import { nearestPath } from '../sources/nearest-path.js'
import type { SchemaOptions } from './load-schema.js'
import { showPath } from './recipe-problem.js'
import type { StructuredGenRecipe } from './recipe.js'
import type { TextConstraint } from './text-constraint.js'

export interface LoadedConstraint {
  readonly constraint: TextConstraint
  /** What is odd about it without being wrong; one line each. */
  readonly warnings: readonly string[]
}

type Keys = Pick<StructuredGenRecipe, 'regex' | 'grammar' | 'grammar_format'>

/**
 * The regex or grammar of the recipe, read and found right.
 * @throws `grammar.invalid`, with file or key, line and column.
 */
export function loadTextConstraint(
  { regex, grammar, grammar_format }: Keys,
  { baseFolder, placeOf = showPath }: SchemaOptions,
): LoadedConstraint | undefined {
  if (regex !== undefined) {
    regexGrammar(regex, placeOf(['structured_gen', 'regex']))
    return { constraint: { kind: 'regex', text: regex }, warnings: [] }
  }
  if (grammar === undefined) return undefined
  const place = placeOf(['structured_gen', 'grammar'])
  const isText = isGrammarText(grammar)
  const text = isText ? grammar : readGrammarFile(grammar, baseFolder, place)
  const format = grammar_format ?? formatOf(grammar)
  if (format === undefined) throw noFormat(place, grammar)
  const name = isText ? place : grammar
  const parsed = parseGrammar(text, { format, name })
  return { constraint: { kind: 'grammar', format, text }, warnings: warningsOf(parsed, name) }
}

/** Text rather than the path of a file: it holds a rule. */
function isGrammarText(grammar: string): boolean {
  return /\n|::=|^\s*[!?]*[\p{L}_][\p{L}\p{N}_-]*\s*:\s/u.test(grammar)
}

/** The format that a file's name tells. */
function formatOf(path: string): GrammarFormat | undefined {
  return grammarFormats.find((format) => path.endsWith(`.${format}`))
}

function noFormat(place: string, path: string): LoradexError {
  const fault = `expected grammar_format beside it, or a file named .lark, .ebnf or .gbnf, saw ${shortPath(path)}`
  return new LoradexError('grammar.invalid', {
    message: `${place}: ${fault}`,
    details: { at: place, fault },
    hint: 'Add grammar_format: lark, ebnf or gbnf.',
  })
}

function readGrammarFile(path: string, baseFolder: string, place: string): string {
  try {
    return readPlainFileNow(resolve(baseFolder, path))
      .toString()
      .replace(/^\uFEFF/u, '')
  } catch (cause) {
    const meant = nearestPath(path, baseFolder)
    const question = meant === undefined ? '' : `, did you mean ${meant}?`
    const fault = `expected a grammar at ${shortPath(path)}, saw ${systemSeen(cause)}${question}`
    throw new LoradexError('grammar.invalid', {
      message: `${place}: ${fault}`,
      details: { at: place, fault },
      hint:
        meant === undefined ? 'Name the file that holds the grammar.' : `Name ${meant} instead.`,
      cause,
    })
  }
}

function warningsOf(grammar: Grammar, name: string): readonly string[] {
  const { leftRecursion, ambiguity, unused, empty } = describeGrammar(grammar)
  const [left] = leftRecursion
  return [
    ...(left === undefined
      ? []
      : [`${name}: ${left.join(' → ')} is left recursion, which llama.cpp refuses`]),
    ...(ambiguity === undefined
      ? []
      : [`${name}: ambiguous: ${JSON.stringify(ambiguity.text)} can be read in two ways`]),
    ...(unused.length === 0 ? [] : [`${name}: nothing leads to ${unused.join(', ')}`]),
    ...(empty.length === 0 ? [] : [`${name}: no text matches ${empty.join(', ')}`]),
  ]
}
