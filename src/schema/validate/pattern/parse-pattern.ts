import { allCodePoints, complement, lineEnds, union, type CodePointSet } from './code-point-set.js'
import { parseCharEscape, single } from './parse-escape.js'
import { peekPoint, take, takeMatch, takePoint, type PatternReader } from './pattern-reader.js'
import type { Chars, PatternTree } from './pattern-tree.js'

/** Deeper groups are not read: recursion must have a bound. */
const MAX_GROUPS = 200

/** Reads a pattern the engine has found valid; undefined when its groups are too deep. */
export function parsePattern(source: string): PatternTree | undefined {
  const reader: PatternReader = {
    source,
    at: 0,
    depth: 0,
    refersBack: /\\[1-9k]/u.test(source),
    groups: [],
    references: [],
  }
  const tree = parseChoice(reader)
  for (const { name, tree: reference } of reader.references) {
    const first = reader.groups.indexOf(name)
    const isOnly = first !== -1 && reader.groups.lastIndexOf(name) === first
    reference.group = isOnly ? first + 1 : undefined
  }
  return reader.at < source.length ? undefined : tree
}

function parseChoice(reader: PatternReader): PatternTree {
  const options = [parseSequence(reader)]
  while (take(reader, '|')) options.push(parseSequence(reader))
  const [only] = options
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options }
}

function parseSequence(reader: PatternReader): PatternTree {
  const parts: PatternTree[] = []
  for (let next = peekPoint(reader); ; next = peekPoint(reader)) {
    if (next === '' || next === '|' || next === ')') break
    if (reader.depth > MAX_GROUPS) break
    parts.push(parseQuantified(reader))
  }
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { kind: 'sequence', parts }
}

function parseQuantified(reader: PatternReader): PatternTree {
  const body = parseAtom(reader)
  const quantifier = takeMatch(reader, /(?:[*+?]|\{(\d+)(,)?(\d+)?\})\??/uy)
  if (quantifier === undefined) return body
  const [text, least, comma, most] = quantifier
  if (least === undefined) {
    return {
      kind: 'repeat',
      body,
      min: text.startsWith('+') ? 1 : 0,
      max: text.startsWith('?') ? 1 : Infinity,
    }
  }
  const min = Number(least)
  const open = comma === undefined ? min : Infinity
  return { kind: 'repeat', body, min, max: most === undefined ? open : Number(most) }
}

function parseAtom(reader: PatternReader): PatternTree {
  const point = takePoint(reader)
  switch (point) {
    case '.':
      return { kind: 'chars', set: complement(lineEnds) }
    case '^':
      return { kind: 'start' }
    case '$':
      return { kind: 'end' }
    case '(':
      return parseGroup(reader)
    case '[':
      return parseClass(reader)
    case '\\':
      return parseEscape(reader)
    default:
      return single(point.codePointAt(0) ?? 0)
  }
}

function parseGroup(reader: PatternReader): PatternTree {
  const look = takeMatch(reader, /\?(<?)([=!])/uy)
  const open = look ?? takeMatch(reader, /\?(?::|<([^>]*)>)/uy)
  const isPlain = open === undefined
  // Flags of a group are not read.
  reader.depth += isPlain && peekPoint(reader) === '?' ? MAX_GROUPS : 1
  const isCaptured = look === undefined && (isPlain || open[1] !== undefined)
  const group = isCaptured ? reader.groups.push(open?.[1]) : undefined
  const body = parseChoice(reader)
  // Too deep: what is left over makes the whole pattern unread.
  if (take(reader, ')')) reader.depth -= 1
  if (group !== undefined && reader.refersBack) return { kind: 'sequence', parts: [body], group }
  if (look === undefined) return body
  return { kind: 'look', body, isBehind: look[1] === '<', isNegated: look[2] === '!' }
}

function parseEscape(reader: PatternReader): PatternTree {
  if (take(reader, 'b')) return { kind: 'boundary', isNegated: false }
  if (take(reader, 'B')) return { kind: 'boundary', isNegated: true }
  return parseReference(reader) ?? parseCharEscape(reader)
}

function parseReference(reader: PatternReader): PatternTree | undefined {
  const [text, name] = takeMatch(reader, /[1-9]\d*|k<([^>]*)>/uy) ?? []
  if (text === undefined) return undefined
  const group = name === undefined ? Number(text) : undefined
  const tree: { kind: 'backreference'; group: number | undefined } = {
    kind: 'backreference',
    group,
  }
  if (name !== undefined) reader.references.push({ name, tree })
  return tree
}

function parseClass(reader: PatternReader): Chars {
  const start = reader.at - 1
  const isNegated = take(reader, '^')
  const sets: CodePointSet[] = []
  let hasProperty = false
  while (reader.at < reader.source.length && !take(reader, ']')) {
    const from = parseMember(reader)
    hasProperty ||= from.property !== undefined
    sets.push(rangeFrom(reader, from))
  }
  if (hasProperty) {
    const property = reader.source.slice(start, reader.at)
    return { kind: 'chars', set: allCodePoints, property }
  }
  const set = union(sets)
  return { kind: 'chars', set: isNegated ? complement(set) : set }
}

function parseMember(reader: PatternReader): Chars {
  if (!take(reader, '\\')) return single(takePoint(reader).codePointAt(0) ?? 0)
  return take(reader, 'b') ? single(0x08) : parseCharEscape(reader)
}

/** The range that begins with `from`, if a dash and another single character follow. */
function rangeFrom(reader: PatternReader, from: Chars): CodePointSet {
  const { at } = reader
  if (!take(reader, '-')) return from.set
  if (peekPoint(reader) !== ']') {
    const to = parseMember(reader)
    const [first, last] = [pointOf(from), pointOf(to)]
    if (first !== undefined && last !== undefined) return [[first, last]]
  }
  // A dash that stands for itself; what follows it is read again.
  reader.at = at
  return from.set
}

function pointOf({ set, property }: Chars): number | undefined {
  const [range] = set
  if (range === undefined || set.length > 1 || property !== undefined) return undefined
  return range[0] === range[1] ? range[0] : undefined
}
