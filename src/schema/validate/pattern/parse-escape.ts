import {
  allCodePoints,
  blanks,
  complement,
  digits,
  wordChars,
  type CodePointSet,
} from './code-point-set.js'
import { takeMatch, takePoint, type PatternReader } from './pattern-reader.js'
import type { Chars } from './pattern-tree.js'

const classes: ReadonlyMap<string, CodePointSet> = new Map([
  ['d', digits],
  ['D', complement(digits)],
  ['w', wordChars],
  ['W', complement(wordChars)],
  ['s', blanks],
  ['S', complement(blanks)],
])

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['0', 0],
])

/** What follows a backslash and stands for characters, in a class or outside. */
export function parseCharEscape(reader: PatternReader): Chars {
  const property = takeMatch(reader, /[pP]\{[^}]*\}/uy)
  if (property !== undefined) {
    return { kind: 'chars', set: allCodePoints, property: `\\${property[0]}` }
  }
  const number = takeNumber(reader)
  if (number !== undefined) return single(number)
  const letter = takePoint(reader)
  const set = classes.get(letter)
  if (set !== undefined) return { kind: 'chars', set }
  return single(controls.get(letter) ?? letter.codePointAt(0) ?? 0)
}

export function single(point: number): Chars {
  return { kind: 'chars', set: [[point, point]] }
}

function takeNumber(reader: PatternReader): number | undefined {
  const control = takeMatch(reader, /c([A-Za-z])/uy)?.[1]
  if (control !== undefined) return (control.codePointAt(0) ?? 0) % 32
  const pair = takeMatch(reader, /u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/uy)
  if (pair !== undefined) return joinPair(pair.slice(1).map((unit) => Number.parseInt(unit, 16)))
  const hex = takeMatch(reader, /x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}/uy)
  const found = hex?.slice(1).find((digit) => digit !== undefined)
  return found === undefined ? undefined : Number.parseInt(found, 16)
}

function joinPair([high = 0, low = 0]: readonly number[]): number {
  return 0x1_00_00 + ((high & 0x3_ff) << 10) + (low & 0x3_ff)
}
