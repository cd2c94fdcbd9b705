import type { CodePointSet } from '../../validate/pattern/code-point-set.js'

/** Characters that no set of a grammar tells apart share a class. */
export interface CharClasses {
  readonly count: number
  /** By UTF-16 unit; `PAIR` for halves of larger characters. */
  readonly ofUnit: Uint16Array
  /** The class of a character beyond U+FFFF. */
  ofAstral(point: number): number
  /** The classes that a set is made of. */
  classesOf(set: CodePointSet): readonly number[]
  /** The characters of a class. */
  setOf(wanted: number): CodePointSet
}

export const PAIR = 0xff_ff

/** The class of the pair of units at `at`; -1 for half a pair. */
export function pairClass(classes: CharClasses, text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0
  return point > 0xff_ff ? classes.ofAstral(point) : -1
}

/** The class of the character at `at`; -1 for half a pair. */
export function classAt(classes: CharClasses, text: string, at: number): number {
  const unitClass = classes.ofUnit[text.charCodeAt(at)] ?? 0
  return unitClass === PAIR ? pairClass(classes, text, at) : unitClass
}

export function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc_00) === 0xd8_00
}

export function charClasses(sets: readonly CodePointSet[]): CharClasses {
  const starts = boundaries(sets)
  // Which sets hold each interval decides its class.
  const holders: string[] = starts.map(() => '')
  for (const [index, set] of sets.entries()) {
    for (const [from, to] of set) {
      for (let at = indexOf(starts, from); (starts[at] ?? Infinity) <= to; at += 1) {
        holders[at] += `${index},`
      }
    }
  }
  const numbers = new Map<string, number>()
  const classes = holders.map((holder) => {
    const known = numbers.get(holder) ?? numbers.size
    numbers.set(holder, known)
    return known
  })
  const ofPoint = (point: number): number => classes[indexOf(starts, point)] ?? 0
  return {
    count: numbers.size,
    ofUnit: unitTable(starts, classes),
    ofAstral: ofPoint,
    classesOf(set) {
      const found = new Set<number>()
      for (const [from, to] of set) {
        for (let at = indexOf(starts, from); (starts[at] ?? Infinity) <= to; at += 1) {
          found.add(classes[at] ?? 0)
        }
      }
      return Array.from(found)
    },
    setOf: (wanted) =>
      starts.flatMap((start, at): [number, number][] =>
        classes[at] === wanted ? [[start, (starts[at + 1] ?? 0x11_00_00) - 1]] : [],
      ),
  }
}

/** Where intervals begin, the first at 0. */
function boundaries(sets: readonly CodePointSet[]): readonly number[] {
  const starts = new Set([0])
  for (const set of sets) {
    for (const [from, to] of set) {
      starts.add(from)
      if (to < 0x10_ff_ff) starts.add(to + 1)
    }
  }
  return Array.from(starts).toSorted((left, right) => left - right)
}

/** The last interval that begins at or before the point. */
function indexOf(starts: readonly number[], point: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= point) low = middle
    else high = middle - 1
  }
  return low
}

function unitTable(starts: readonly number[], classes: readonly number[]): Uint16Array {
  const table = new Uint16Array(0x1_00_00)
  for (const [at, start] of starts.entries()) {
    if (start > 0xff_ff) break
    table.fill(classes[at] ?? 0, start, starts[at + 1] ?? 0x1_00_00)
  }
  return table.fill(PAIR, 0xd8_00, 0xe0_00)
}
