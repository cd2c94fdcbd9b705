import {
  reference,
  repeat,
  choice,
  sequence,
  withParts,
  type Expression,
  type Grammar,
} from '../grammar.js'
import { expected, grammarInvalid, lookFor, take, takeMatch } from '../grammar-reader.js'
import { addRule, finishRules, freshName } from '../grammar-rules.js'
import { refuseRecursiveTerminals } from './recursive-terminals.js'
import { workOutCombined } from './combined-terminals.js'
import { commonTerminals } from './lark-common.data.js'
import { isTerminalName, skipBlanks, skipLines, startLark, type LarkParser } from './lark-parser.js'
import { readLarkChoice } from './read-lark-expression.js'
import { readLarkJson } from './read-lark-json.js'

/**
 * The grammar of a text in Lark, in the dialect of llguidance, which starts at `start`. Terminals
 * match what their expression matches: the longest match, which a lexer prefers, is no part of it.
 * @throws `grammar.invalid` with line and column.
 */
export function parseLark(text: string, name: string): Grammar {
  const parser = startLark(text, name)
  const { reader } = parser
  skipLines(reader)
  while (reader.at < text.length) {
    if (lookFor(reader, /%/uy) === undefined) readDefinition(parser)
    else readDirective(parser)
    endLine(parser)
  }
  const grammar = finishRules(parser, 'start')
  refuseRecursiveTerminals(parser, grammar)
  return withIgnored(parser, workOutCombined(parser, grammar))
}

function endLine({ reader }: LarkParser): void {
  skipBlanks(reader)
  if (lookFor(reader, /\r?\n|$/uy) === undefined) {
    throw expected(reader, 'the end of the definition', 'Begin the next one on a line of its own.')
  }
  skipLines(reader)
}

function readDefinition(parser: LarkParser): void {
  const { reader } = parser
  const { at } = reader
  const name = takeMatch(reader, /[!?]*([\p{L}_][\p{L}\p{N}_-]*)/uy)?.[1]
  if (name === undefined) {
    throw expected(
      reader,
      'a rule, terminal or directive',
      'Begin the line with a name and a colon.',
    )
  }
  refuseOptions(parser)
  if (!take(reader, ':')) {
    throw expected(reader, 'a colon after the name', 'Write name: what it is.')
  }
  parser.isTerminal = isTerminalName(name)
  addRule(parser, { name, at }, readLarkChoice(parser))
  parser.isTerminal = false
}

/** What stands between name and colon: options that leave the language as it is, or a refusal. */
function refuseOptions({ reader }: LarkParser): void {
  takeMatch(reader, /\[\s*(?:(?:capture|temperature)\s*(?:=\s*(?:"[^"\n]*"|[\d.]+))?\s*,?\s*)*\]/uy)
  skipBlanks(reader)
  if (lookFor(reader, /\[/uy) !== undefined) {
    throw expected(
      reader,
      'capture or temperature',
      'Leave out lazy, stop, suffix and max_tokens: say in the regex where the text ends.',
    )
  }
  if (lookFor(reader, /\.|\{|::/uy) === undefined) return
  throw expected(
    reader,
    'a colon after the name',
    'Leave out priorities, templates and parameters: llguidance or XGrammar refuses them.',
  )
}

function readDirective(parser: LarkParser): void {
  const { reader } = parser
  const { at } = reader
  const directive = takeMatch(reader, /%[a-z_]+/uy)?.[0]
  switch (directive) {
    case '%import':
      readImport(parser)
      return
    case '%ignore':
      parser.isTerminal = true
      parser.ignored.push(readLarkChoice(parser))
      parser.isTerminal = false
      return
    case '%llguidance':
    case '%grammar_options':
      readOptions(parser)
      return
    case undefined:
    default:
      reader.at = at
      throw expected(reader, '%import, %ignore or %llguidance', 'Leave out other directives.')
  }
}

function readOptions(parser: LarkParser): void {
  const options = readLarkJson(parser.reader)
  parser.allowsInitialSkip ||= options.get('allow_initial_skip') === true
  parser.skipsOnce ||= options.get('skip_repetition') === 'once'
}

function readImport(parser: LarkParser): void {
  const { reader } = parser
  const one = takeMatch(reader, /[ \t]+common[ \t]*\.[ \t]*(\w+)(?:[ \t]*->[ \t]*(\w+))?/uy)
  const list = one ?? takeMatch(reader, /[ \t]+common[ \t]*\(([^)]*)\)/uy)
  const { at } = reader
  if (list === undefined) {
    throw expected(reader, 'common.NAME or common (A, B)', 'Copy what you import into the grammar.')
  }
  const [, names = '', alias] = list
  for (const name of names.split(',').map((part) => part.trim())) {
    const source = commonTerminals[name]
    if (source === undefined || !Object.hasOwn(commonTerminals, name)) {
      throw grammarInvalid(reader, {
        at: at - list[0].trimStart().length,
        problem: `expected a terminal of common, saw ${name}`,
        hint: `Write one of ${Object.keys(commonTerminals).join(', ')}.`,
      })
    }
    addRule(parser, { name: alias ?? name, at }, commonTerminal(source))
  }
}

function commonTerminal(source: string): Expression {
  const parser = startLark(source, 'common')
  parser.isTerminal = true
  return readLarkChoice(parser)
}

/** What is ignored may follow every lexeme of a rule. */
function withIgnored(parser: LarkParser, grammar: Grammar): Grammar {
  const { start, rules } = grammar
  const { ignored, lexemes, allowsInitialSkip, skipsOnce } = parser
  const skip = freshName({ rules, firstUse: new Map() }, 'ignored')
  const skips = ignored.length > 0
  const skipping = (part: Expression): Expression => {
    const plain = withParts(part, skipping)
    return skips && lexemes.has(part) ? sequence([plain, reference(skip)]) : plain
  }
  const changed = new Map(
    Array.from(rules, ([name, body]): [string, Expression] => [name, skipping(body)]),
  )
  if (!skips) return { ...grammar, rules: changed }
  changed.set(skip, repeat(choice(ignored), 0, skipsOnce ? 1 : Infinity))
  if (!allowsInitialSkip) return { ...grammar, rules: changed }
  const first = freshName({ rules: changed, firstUse: new Map() }, 'skip_first')
  changed.set(first, sequence([reference(skip), reference(start)]))
  return { ...grammar, start: first, rules: changed }
}
