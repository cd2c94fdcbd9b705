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
  const control = takeMatch(reader, /c([A-Za-z])/uy)
  if (control?.[1] !== undefined) return (control[1].codePointAt(0) ?? 0) % 32
  const pair = takeMatch(reader, /u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/iuy)
  if (pair?.[1] !== undefined && pair[2] !== undefined) {
    const [high, low] = [Number.parseInt(pair[1], 16), Number.parseInt(pair[2], 16)]
    return 0x1_00_00 + ((high & 0x3_ff) << 10) + (low & 0x3_ff)
  }
  const hex = takeMatch(reader, /x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]+)\}/iuy)
  const hexDigits = hex?.[1] ?? hex?.[2] ?? hex?.[3]
  return hexDigits === undefined ? undefined : Number.parseInt(hexDigits, 16)
}
