import {
  blanks,
  digits,
  pointsOf,
  union,
  wordChars,
  type CodePointSet,
} from '../../validate/pattern/code-point-set.js'
import { next, takeMatch } from '../grammar-reader.js'
import { pointOf, scalarsExcept } from '../scalar-set.js'
import { regexInvalid, type RegexReader } from './regex-reader.js'

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['0', 0],
])

/** What a backslash that has been passed stands for. */
export function readEscape(reader: RegexReader): CodePointSet {
  const at = reader.at - 1
  const named = takeMatch(reader, /([pP])(?:\{([^}]*)\}|([A-Z]))/uy)
  if (named !== undefined) return readProperty(reader, named, at)
  const number = readNumber(reader, at)
  if (number !== undefined) return [[number, number]]
  const letter = next(reader)
  const shorthand = classOf(letter, reader.dialect)
  if (shorthand !== undefined) return shorthand
  const point = controls.get(letter)
  if (point !== undefined) return [[point, point]]
  if (letter !== '' && !/[\p{L}\p{N}]/u.test(letter)) return [[pointOf(letter), pointOf(letter)]]
  throw regexInvalid(reader, {
    at,
    problem: `expected an escape, saw ${JSON.stringify(`\\${letter}`)}`,
    hint: hintFor(letter),
  })
}

function hintFor(letter: string): string {
  if (/[1-9k]/u.test(letter))
    return 'Write what the group matches once more: no engine follows back-references.'
  if (/[bBAzZ]/u.test(letter)) return 'Leave the boundary out: the regex must match the whole text.'
  return 'Write the letter without the backslash.'
}

function classOf(letter: string, dialect: 'ecma' | 'rust'): CodePointSet | undefined {
  const of = dialect === 'rust' ? rustClasses : ecmaClasses
  const set = of[letter.toLowerCase()]?.()
  return set !== undefined && /[A-Z]/u.test(letter) ? scalarsExcept(set) : set
}

type Shorthands = Readonly<Record<string, (() => CodePointSet) | undefined>>

const ecmaClasses: Shorthands = { d: () => digits, w: () => wordChars, s: () => blanks }
const rustClasses: Shorthands = {
  d: () => property(String.raw`\p{Nd}`),
  w: rustWord,
  s: () => property(String.raw`\p{White_Space}`),
}

function rustWord(): CodePointSet {
  return property(String.raw`[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]`)
}

function property(source: string): CodePointSet {
  return union([pointsOf(source)])
}

function readProperty(reader: RegexReader, match: RegExpExecArray, at: number): CodePointSet {
  const [whole, letter, braced, single] = match
  const name = braced ?? single
  try {
    const set = property(`\\p{${name}}`)
    return letter === 'P' ? scalarsExcept(set) : set
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw regexInvalid(reader, {
      at,
      problem: `expected a Unicode property, saw \\${whole}`,
      hint: String.raw`Write a general category or script, for example \p{L} or \p{Script=Greek}.`,
    })
  }
}

function readNumber(reader: RegexReader, at: number): number | undefined {
  const pair = takeMatch(reader, /u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/uy)
  if (pair !== undefined) {
    const [high = 0, low = 0] = pair.slice(1).map((unit) => Number.parseInt(unit, 16))
    return 0x1_00_00 + ((high & 0x3_ff) << 10) + (low & 0x3_ff)
  }
  const hex = takeMatch(
    reader,
    /x([\da-fA-F]{2})|x\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|U([\da-fA-F]{8})/uy,
  )
  const found = hex?.slice(1).find((digit) => digit !== undefined)
  if (found === undefined) return undefined
  const point = Number.parseInt(found, 16)
  if (point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff)) return point
  throw regexInvalid(reader, {
    at,
    problem: `expected the number of a character, saw ${found}`,
    hint: 'Write a number up to 10ffff that is no surrogate.',
  })
}
