import { lineEnds, type CodePointSet } from '../../validate/pattern/code-point-set.js'
import { choice, literal, nothing, sequence, type Expression } from '../grammar.js'
import { deeper, lookFor, next, peek, readGrammar, take, takeMatch } from '../grammar-reader.js'
import { readRepeat } from '../read-repeat.js'
import { anyScalar, foldAscii, pointOf, scalars, scalarsExcept } from '../scalar-set.js'
import { readRegexClass } from './regex-class.js'
import { readEscape } from './regex-escape.js'
import { regexInvalid, type RegexOptions, type RegexReader } from './regex-reader.js'

/**
 * The texts that a regex matches from beginning to end. What no engine can do in linear time is
 * refused: look-around, back-references, boundaries within the text.
 * @throws `grammar.invalid` with the column.
 */
export function parseRegex(source: string, options: RegexOptions): Expression {
  const { name, dialect = 'ecma', dotAll = false, ignoresCase = false, outer } = options
  const reader: RegexReader = {
    ...readGrammar(source, name),
    dialect,
    dotAll,
    ignoresCase,
    outer,
    isAtStart: true,
  }
  const parsed = readChoice(reader)
  if (reader.at === source.length) return parsed
  throw regexInvalid(reader, {
    problem: 'expected the end of the regex, saw )',
    hint: String.raw`Open the group, or write \) for the parenthesis itself.`,
  })
}

function readChoice(reader: RegexReader): Expression {
  const { isAtStart } = reader
  const options = [readSequence(reader)]
  let endsAtStart = reader.isAtStart
  while (take(reader, '|')) {
    reader.isAtStart = isAtStart
    options.push(readSequence(reader))
    endsAtStart &&= reader.isAtStart
  }
  reader.isAtStart = endsAtStart
  return choice(options)
}

function readSequence(reader: RegexReader): Expression {
  const parts: Expression[] = []
  while (!/^[|)]?$/u.test(peek(reader))) {
    const atom = readAtom(reader)
    const part = readQuantified(reader, atom)
    if (part !== nothing) reader.isAtStart = false
    parts.push(part)
  }
  return parts.length === 0 ? nothing : sequence(joined(parts))
}

/** Characters side by side as one text. */
function joined(parts: readonly Expression[]): readonly Expression[] {
  const result: Expression[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = literal(last.text + part.text)
    } else result.push(part)
  }
  return result
}

function readQuantified(reader: RegexReader, atom: Expression): Expression {
  const quantified = isQuantifier(reader) ? readRepeat(reader, atom) : atom
  if (quantified !== atom) refuseMore(reader)
  return quantified
}

function isQuantifier(reader: RegexReader): boolean {
  return lookFor(reader, /[*+?]|\{\d+(?:,\d*)?\}/uy) !== undefined
}

/** Of whole texts, a lazy quantifier says what a greedy one says; llguidance refuses it. */
function refuseMore(reader: RegexReader): void {
  if (reader.dialect === 'ecma') take(reader, '?')
  if (!isQuantifier(reader)) return
  throw regexInvalid(reader, {
    problem: `expected one quantifier, saw ${peek(reader)} after it`,
    hint: 'Leave one of them out, or put the inner one into a group.',
  })
}

function readAtom(reader: RegexReader): Expression {
  const { at } = reader
  const point = next(reader)
  switch (point) {
    case '.':
      return { kind: 'chars', set: anyBut(reader) }
    case '(':
      return readGroup(reader, at)
    case '[':
      return { kind: 'chars', set: readRegexClass(reader) }
    case '^':
      return readStart(reader, at)
    case '$':
      return readEnd(reader, at)
    case '\\':
      return fromSet(reader, readEscape(reader))
    case '*':
    case '+':
    case '?':
      throw regexInvalid(reader, {
        at,
        problem: `expected something to repeat, saw ${point}`,
        hint: `Write \\${point} for the character itself.`,
      })
    default:
      return fromSet(reader, [[pointOf(point), pointOf(point)]])
  }
}

function anyBut({ dotAll, dialect }: RegexReader): CodePointSet {
  if (dotAll) return anyScalar
  return scalarsExcept(dialect === 'ecma' ? lineEnds : [[0x0a, 0x0a]])
}

function fromSet({ ignoresCase }: RegexReader, set: CodePointSet): Expression {
  const meant = scalars(ignoresCase ? foldAscii(set) : set)
  const [range] = meant
  if (meant.length === 1 && range !== undefined && range[0] === range[1]) {
    return literal(String.fromCodePoint(range[0]))
  }
  return { kind: 'chars', set: meant }
}

function readGroup(reader: RegexReader, at: number): Expression {
  const { dotAll, ignoresCase } = reader
  const flags = takeMatch(reader, /\?([is]*)(?:-([is]+))?([:)])/uy)
  if (flags === undefined) {
    const isNamed = takeMatch(reader, /\?P?<[A-Za-z_]\w*>/uy) !== undefined
    if (!isNamed && peek(reader) === '?') throw unknownGroup(reader, at)
  } else {
    const [, on = '', off = '', end] = flags
    reader.ignoresCase = (ignoresCase || on.includes('i')) && !off.includes('i')
    reader.dotAll = (dotAll || on.includes('s')) && !off.includes('s')
    // Flags without a group hold to the end of the group they stand in.
    if (end === ')') return nothing
  }
  const body = deeper(reader, () => readChoice(reader))
  reader.dotAll = dotAll
  reader.ignoresCase = ignoresCase
  if (take(reader, ')')) return body
  throw regexInvalid(reader, {
    at,
    problem: 'expected ) at the end of the group, saw the end',
    hint: String.raw`Close the group, or write \( for the parenthesis itself.`,
  })
}

function unknownGroup(reader: RegexReader, at: number) {
  const seen = takeMatch(reader, /\?<?[=!]|\?[^:)]?/uy)?.[0] ?? ''
  const isLook = /[=!]/u.test(seen)
  return regexInvalid(reader, {
    at,
    problem: `expected (, (?:, (?<name>, (?i: or (?s:, saw (${seen}`,
    hint: isLook
      ? 'Say the same without looking around: no engine of constrained decoding does it.'
      : 'Write a group without options.',
  })
}

function readStart(reader: RegexReader, at: number): Expression {
  if (reader.isAtStart) return nothing
  throw regexInvalid(reader, {
    at,
    problem: 'expected ^ at the start, saw it within the regex',
    hint: String.raw`Write \^ for the character itself; the regex must match the whole text anyway.`,
  })
}

function readEnd(reader: RegexReader, at: number): Expression {
  const isAtEnd = lookFor(reader, /\)*(?:$|\|(?=[^)]*$))/uy) !== undefined
  if (isAtEnd) return nothing
  throw regexInvalid(reader, {
    at,
    problem: 'expected $ at the end, saw it within the regex',
    hint: String.raw`Write \$ for the character itself; the regex must match the whole text anyway.`,
  })
}
