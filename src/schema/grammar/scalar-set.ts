import { complement, union, type CodePointSet } from '../validate/pattern/code-point-set.js'

/** Not characters, but halves of them in UTF-16. */
const surrogates: CodePointSet = [[0xd8_00, 0xdf_ff]]

/** Every character that a text can hold. */
export const anyScalar: CodePointSet = complement(surrogates)

/** Whether the set holds every character. */
export function isAnyScalar(set: CodePointSet): boolean {
  return scalarsExcept(set).length === 0
}

/** The characters of the set. */
export function scalars(set: CodePointSet): CodePointSet {
  return complement(union([complement(set), surrogates]))
}

/** All characters but those of the set. */
export function scalarsExcept(set: CodePointSet): CodePointSet {
  return complement(union([set, surrogates]))
}

export function setOf(characters: string): CodePointSet {
  return union(Array.from(characters, (character) => [[pointOf(character), pointOf(character)]]))
}

export function contains(set: CodePointSet, point: number): boolean {
  let low = 0
  let high = set.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = set[middle] ?? [0, 0]
    if (point < from) high = middle - 1
    else if (point > to) low = middle + 1
    else return true
  }
  return false
}

export function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

/** Letters of ASCII in both cases, as engines fold them. */
export function foldAscii(set: CodePointSet): CodePointSet {
  const folded = set.flatMap(([from, to]) => [
    [from, to] as const,
    ...shifted([from, to], 0x41, 0x20),
    ...shifted([from, to], 0x61, -0x20),
  ])
  return union(folded.map((range) => [range]))
}

/** What the range has of the 26 letters from `first` on, `by` further. */
function shifted(
  [from, to]: readonly [number, number],
  first: number,
  by: number,
): [number, number][] {
  const low = Math.max(from, first)
  const high = Math.min(to, first + 25)
  return low > high ? [] : [[low + by, high + by]]
}
