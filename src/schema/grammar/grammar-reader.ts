import { LoradexError } from '../../kernel/error.js'
import { lineAndColumn } from '../../kernel/json-place.js'

/** Walks the text of a grammar or regex. */
export interface GrammarReader {
  readonly text: string
  /** What messages call it: a file, or a key of the recipe. */
  readonly name: string
  /** In UTF-16 units. */
  at: number
  /** Groups that are open. */
  depth: number
}

/** Deeper groups are refused: recursion must have a bound. */
const MAX_DEPTH = 200

/** Larger texts are no grammars. */
const MAX_UNITS = 4_000_000

export function readGrammar(text: string, name: string): GrammarReader {
  const reader = { text, name, at: 0, depth: 0 }
  if (text.length <= MAX_UNITS) return reader
  throw grammarInvalid(reader, {
    problem: `expected at most ${MAX_UNITS} characters, saw ${text.length}`,
    hint: 'Name the file that holds the grammar.',
  })
}

/** The next code point as text; empty at the end. */
export function peek({ text, at }: GrammarReader): string {
  const point = text.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}

export function next(reader: GrammarReader): string {
  const point = peek(reader)
  reader.at += point.length
  return point
}

/** Whether `text` comes next; then it is passed. */
export function take(reader: GrammarReader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.at)) return false
  reader.at += text.length
  return true
}

/** What the sticky expression matches next; then it is passed. */
export function takeMatch(reader: GrammarReader, sticky: RegExp): RegExpExecArray | undefined {
  const match = lookFor(reader, sticky)
  reader.at += match?.[0].length ?? 0
  return match
}

export function lookFor(reader: GrammarReader, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = reader.at
  return sticky.exec(reader.text) ?? undefined
}

/** Reads a group one level further down. */
export function deeper<T>(reader: GrammarReader, read: () => T): T {
  reader.depth += 1
  if (reader.depth > MAX_DEPTH) {
    throw expected(reader, `at most ${MAX_DEPTH} groups within each other`, 'Name an inner part.')
  }
  const value = read()
  reader.depth -= 1
  return value
}

interface Fault {
  /** What was expected and what was seen. */
  readonly problem: string
  readonly hint: string
  /** @default where the reader is */
  readonly at?: number
}

export function grammarInvalid(reader: GrammarReader, fault: Fault): LoradexError {
  const { problem, hint, at = reader.at } = fault
  const place = `${reader.name}:${lineAndColumn(reader.text, at)}`
  return new LoradexError('grammar.invalid', {
    message: `${place}: ${problem}`,
    details: { at: place, fault: problem },
    hint,
  })
}

/** What was expected where the reader is, with what stands there. */
export function expected(reader: GrammarReader, what: string, hint: string): LoradexError {
  return grammarInvalid(reader, { problem: `expected ${what}, saw ${seenAt(reader)}`, hint })
}

/** At most so many UTF-16 units are shown. */
const SHOWN = 24

function seenAt(reader: GrammarReader): string {
  const word = lookFor(reader, /[\p{L}\p{N}_.-]+|[^\n]?/uy)?.[0] ?? ''
  if (word !== '') return JSON.stringify(word.slice(0, SHOWN))
  return reader.at < reader.text.length ? 'the end of the line' : 'the end'
}
