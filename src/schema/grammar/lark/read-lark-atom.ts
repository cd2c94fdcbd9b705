import { literal, sequence, type Chars, type Expression, type Token } from '../grammar.js'
import { expected, grammarInvalid, take, takeMatch } from '../grammar-reader.js'
import { referTo } from '../grammar-rules.js'
import { parseRegex } from '../regex/parse-regex.js'
import { foldAscii, pointOf, scalars, setOf } from '../scalar-set.js'
import { isTerminalName, type LarkParser } from './lark-parser.js'

/** A literal, range, regex, name or token, if one comes next. */
export function readLarkAtom(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const { at } = reader
  if (reader.text[at] === "'") {
    throw expected(reader, 'a literal in double quotes', 'Write literals in double quotes.')
  }
  const lexeme = readString(parser) ?? readRegex(parser)
  if (lexeme !== undefined) return asLexeme(parser, lexeme)
  const name = takeMatch(reader, /[!?]?([\p{L}_][\p{L}\p{N}_-]*)/uy)?.[1]
  if (name !== undefined) return readName(parser, name, at)
  const token = readToken(parser)
  if (token === undefined || !parser.isTerminal) return token
  throw grammarInvalid(reader, {
    at,
    problem: 'expected no token within a terminal, saw one',
    hint: 'Move the token into a rule, whose name is in lower case.',
  })
}

/** Behind it may stand what is ignored, unless it is part of a terminal. */
export function asLexeme(parser: LarkParser, body: Expression): Expression {
  if (parser.isTerminal) return body
  // A wrapping of its own, which marks it until the whole grammar has been read.
  const lexeme: Expression = { kind: 'repeat', body, min: 1, max: 1 }
  parser.lexemes.add(lexeme)
  return lexeme
}

function readName(parser: LarkParser, name: string, at: number): Expression {
  const { reader, isTerminal } = parser
  if (takeMatch(reader, /::|\{(?=\s*[\p{L}_])/uy) !== undefined) {
    throw expected(reader, 'no parameters', 'Write a rule for each value of the parameter.')
  }
  if (isTerminalName(name)) return asLexeme(parser, referTo(parser, name, at))
  if (!isTerminal) return referTo(parser, name, at)
  throw grammarInvalid(reader, {
    at,
    problem: `expected only terminals within a terminal, saw the rule ${name}`,
    hint: 'Write the name of the outer one in lower case, or of the inner one in upper case.',
  })
}

function readString(parser: LarkParser): Expression | undefined {
  const { reader } = parser
  const { at } = reader
  if (reader.text[at] !== '"') return undefined
  const text = readQuoted(parser)
  if (takeMatch(reader, /[ \t]*\.\.[ \t]*/uy) !== undefined) return readRangeEnd(parser, text, at)
  return take(reader, 'i') ? ofEitherCase(parser, text, at) : literal(text)
}

function readQuoted({ reader }: LarkParser): string {
  const { at } = reader
  const quoted = takeMatch(reader, /"(?:[^"\\\n]|\\.)*"/uy)?.[0]
  if (quoted === undefined)
    throw expected(reader, 'a literal in double quotes', 'Close the literal.')
  try {
    const text: unknown = JSON.parse(quoted)
    if (typeof text === 'string' && text.isWellFormed()) return text
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw grammarInvalid(reader, {
    at,
    problem: `expected a literal with the escapes of JSON, saw ${quoted.slice(0, 40)}`,
    hint: String.raw`Write \n, \t, \", \\ or \u and four hexadecimal digits.`,
  })
}

function readRangeEnd(parser: LarkParser, from: string, at: number): Chars {
  const { reader } = parser
  const to = readQuoted(parser)
  const [low, high] = [pointOf(from), pointOf(to)]
  const isOne = Array.from(from).length === 1 && Array.from(to).length === 1
  if (isOne && low <= high) return { kind: 'chars', set: scalars([[low, high]]) }
  throw grammarInvalid(reader, {
    at,
    problem: `expected a range from one character to a later one, saw ${reader.text.slice(at, reader.at)}`,
    hint: 'Write it as "a".."z".',
  })
}

function ofEitherCase({ reader }: LarkParser, text: string, at: number): Expression {
  if (Array.from(text).some((character) => character > '~')) {
    throw grammarInvalid(reader, {
      at,
      problem: 'expected characters of ASCII in a literal of either case, saw others',
      hint: 'Write out the cases with |.',
    })
  }
  const parts = Array.from(text, (character): Expression => {
    const set = foldAscii(setOf(character))
    return set.length === 1 ? literal(character) : { kind: 'chars', set }
  })
  return sequence(parts)
}

function readRegex({ reader }: LarkParser): Expression | undefined {
  const { at } = reader
  if (reader.text[at] !== '/' || reader.text[at + 1] === '/') return undefined
  const match = takeMatch(reader, /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/uy)
  if (match === undefined) {
    throw expected(
      reader,
      'a regex between slashes',
      String.raw`Close the regex; a slash in it is \/.`,
    )
  }
  const [, source = '', flags = ''] = match
  const unknown = /[^isu]/u.exec(flags)?.[0]
  if (unknown !== undefined) {
    throw grammarInvalid(reader, {
      at,
      problem: `expected the flags i, s or u, saw ${unknown}`,
      hint: 'Leave out the flag.',
    })
  }
  return parseRegex(source.replaceAll(String.raw`\/`, '/'), {
    name: reader.name,
    dialect: 'rust',
    dotAll: flags.includes('s'),
    ignoresCase: flags.includes('i'),
    outer: { reader, at },
  })
}

/** `<think>`, `<[128010]>`, `<[1,3-8]>`, `<[^1,3-8]>`, `<[*]>`. */
function readToken({ reader }: LarkParser): Token | undefined {
  const ids = takeMatch(reader, /<\[(\^?)([\d,\s-]+|\*)\]>/uy)
  if (ids !== undefined) {
    const [, caret, list = ''] = ids
    if (list === '*') return { kind: 'token', ids: [], isNegated: true }
    const ranges = list.split(',').map((range): [number, number] => {
      const [from = '', to = from] = range.split('-')
      return [Number(from), Number(to)]
    })
    return { kind: 'token', ids: ranges, isNegated: caret === '^' }
  }
  const text = takeMatch(reader, /<[^>\n[\]\s]+>/uy)?.[0]
  return text === undefined ? undefined : { kind: 'token', text, isNegated: false }
}
