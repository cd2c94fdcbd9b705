import { union, type CodePointSet } from '../../validate/pattern/code-point-set.js'
import { next, peek, take } from '../grammar-reader.js'
import { foldAscii, pointOf, scalars, scalarsExcept } from '../scalar-set.js'
import { readEscape } from './regex-escape.js'
import { regexInvalid, type RegexReader } from './regex-reader.js'

/** The rest of a character class whose opening bracket has been passed. */
export function readRegexClass(reader: RegexReader): CodePointSet {
  const start = reader.at - 1
  const isNegated = take(reader, '^')
  const sets: CodePointSet[] = []
  for (let isFirst = true; ; isFirst = false) {
    if (peek(reader) === '') throw unclosed(reader, start)
    // In Rust, as in Python, a bracket that comes first stands for itself.
    const isBracket = isFirst && reader.dialect === 'rust' && peek(reader) === ']'
    if (!isBracket && take(reader, ']')) break
    sets.push(readRange(reader))
  }
  const set = reader.ignoresCase ? foldAscii(union(sets)) : union(sets)
  return isNegated ? scalarsExcept(set) : scalars(set)
}

function unclosed(reader: RegexReader, at: number) {
  return regexInvalid(reader, {
    at,
    problem: 'expected ] at the end of the class, saw the end',
    hint: String.raw`Close the class, or write \[ for the bracket itself.`,
  })
}

function readRange(reader: RegexReader): CodePointSet {
  const { at } = reader
  const from = readMember(reader)
  const isRange = peek(reader) === '-' && !reader.text.startsWith('-]', reader.at)
  if (!isRange) return from
  next(reader)
  const to = readMember(reader)
  const [low, high] = [onlyPoint(from), onlyPoint(to)]
  if (low !== undefined && high !== undefined && low <= high) return [[low, high]]
  throw regexInvalid(reader, {
    at,
    problem: `expected a range from low to high, saw ${reader.text.slice(at, reader.at)}`,
    hint: 'Turn the range around, or put the dash last.',
  })
}

function readMember(reader: RegexReader): CodePointSet {
  if (take(reader, '\\')) return take(reader, 'b') ? [[0x08, 0x08]] : readEscape(reader)
  const isNested =
    reader.dialect === 'rust' &&
    /^(?:\[|&&|--|~~)/u.test(reader.text.slice(reader.at, reader.at + 2))
  if (isNested) {
    throw regexInvalid(reader, {
      problem: `expected characters and ranges, saw ${reader.text.slice(reader.at, reader.at + 2)}`,
      hint: String.raw`Escape brackets in classes with \, and write out what is left of the sets.`,
    })
  }
  const point = pointOf(next(reader))
  return [[point, point]]
}

function onlyPoint(set: CodePointSet): number | undefined {
  const [range] = set
  return set.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : undefined
}
