import { union, type CodePointSet } from '../../validate/pattern/code-point-set.js'
import type { Expression } from '../grammar.js'
import {
  expected,
  grammarInvalid,
  next,
  peek,
  take,
  takeMatch,
  type GrammarReader,
} from '../grammar-reader.js'
import { pointOf, scalars, scalarsExcept } from '../scalar-set.js'
import type { BnfDialect } from './bnf-dialect.js'

const controls: Readonly<Record<BnfDialect, ReadonlyMap<string, number>>> = {
  gbnf: new Map([
    ['n', 0x0a],
    ['r', 0x0d],
    ['t', 0x09],
  ]),
  ebnf: new Map([
    ['n', 0x0a],
    ['r', 0x0d],
    ['t', 0x09],
    ['b', 0x08],
    ['f', 0x0c],
    ['a', 0x07],
    ['v', 0x0b],
    ['e', 0x1b],
    ['0', 0],
  ]),
}

/** What a backslash may stand before, and mean the character itself. */
const themselves: Readonly<Record<BnfDialect, { readonly text: string; readonly set: string }>> = {
  gbnf: { text: '"\\[]', set: '"\\[]' },
  ebnf: { text: '"\\/\'?', set: '"\\/\'?^$.*+()[]{}|-' },
}

/** The rest of a literal whose opening quote has been passed. */
export function readLiteral(reader: GrammarReader, dialect: BnfDialect): string {
  let text = ''
  while (!take(reader, '"')) {
    if (/^[\n\r]?$/u.test(peek(reader))) {
      throw expected(
        reader,
        '" at the end of the literal',
        String.raw`Close it; a line break is \n.`,
      )
    }
    text += String.fromCodePoint(readPoint(reader, dialect, 'text').point)
  }
  return text
}

/** The rest of a character class whose opening bracket has been passed. */
export function readClass(reader: GrammarReader, dialect: BnfDialect): Expression {
  const isNegated = take(reader, '^')
  const ranges: CodePointSet[] = []
  while (!take(reader, ']')) {
    const { at } = reader
    const from = readMember(reader, dialect)
    const isRange = peek(reader) === '-' && !reader.text.startsWith('-]', reader.at)
    if (isRange) next(reader)
    const to = isRange ? readMember(reader, dialect) : from
    if (to < from) {
      throw grammarInvalid(reader, {
        at,
        problem: `expected a range from low to high, saw ${reader.text.slice(at, reader.at)}`,
        hint: 'Turn the range around, or put the dash last.',
      })
    }
    ranges.push([[from, to]])
  }
  const set = union(ranges)
  return { kind: 'chars', set: isNegated ? scalarsExcept(set) : scalars(set) }
}

function readMember(reader: GrammarReader, dialect: BnfDialect): number {
  if (!/^[\n\r]?$/u.test(peek(reader))) return readPoint(reader, dialect, 'set').point
  throw expected(reader, '] at the end of the class', String.raw`Close it; a line break is \n.`)
}

function readPoint(
  reader: GrammarReader,
  dialect: BnfDialect,
  within: 'text' | 'set',
): { readonly point: number } {
  const { at } = reader
  const point = pointOf(next(reader))
  if (point !== 0x5c) return { point }
  const number = readNumber(reader, dialect)
  if (number !== undefined) return { point: number }
  const letter = next(reader)
  const control = controls[dialect].get(letter)
  if (control !== undefined) return { point: control }
  if (letter !== '' && themselves[dialect][within].includes(letter)) {
    return { point: pointOf(letter) }
  }
  throw grammarInvalid(reader, {
    at,
    problem: `expected an escape of ${dialect}, saw ${JSON.stringify(`\\${letter}`)}`,
    hint: String.raw`Write the character itself, or its number as \u and four hexadecimal digits.`,
  })
}

function readNumber(reader: GrammarReader, dialect: BnfDialect): number | undefined {
  const { at } = reader
  const hex =
    dialect === 'gbnf'
      ? takeMatch(reader, /x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})/uy)
      : takeMatch(reader, /x([\da-fA-F]+)|u([\da-fA-F]{4})|U([\da-fA-F]{8})/uy)
  const digits = hex?.slice(1).find((found) => found !== undefined)
  if (digits === undefined) return undefined
  const point = Number.parseInt(digits, 16)
  const isScalar = point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff)
  if (isScalar) return point
  throw grammarInvalid(reader, {
    at,
    problem: `expected the number of a character, saw ${hex?.[0]}`,
    hint: 'Characters beyond U+FFFF are written with one escape, not as two surrogates.',
  })
}
