/** Inclusive ranges of code points in ascending order, none touching the next. */
export type CodePointSet = readonly (readonly [number, number])[]

const LAST = 0x10_ff_ff

export const allCodePoints: CodePointSet = [[0, LAST]]
export const digits: CodePointSet = [[0x30, 0x39]]
export const wordChars: CodePointSet = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]

/** What `\s` means in ECMA-262; RE2's is smaller. */
export const blanks: CodePointSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x16_80, 0x16_80],
  [0x20_00, 0x20_0a],
  [0x20_28, 0x20_29],
  [0x20_2f, 0x20_2f],
  [0x20_5f, 0x20_5f],
  [0x30_00, 0x30_00],
  [0xfe_ff, 0xfe_ff],
]

/** What `.` leaves out. */
export const lineEnds: CodePointSet = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x20_28, 0x20_29],
]

export function union(sets: readonly CodePointSet[]): CodePointSet {
  const sorted = sets.flat().toSorted(([left], [right]) => left - right)
  const merged: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function complement(set: CodePointSet): CodePointSet {
  const rest: [number, number][] = []
  let next = 0
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1])
    next = to + 1
  }
  if (next <= LAST) rest.push([next, LAST])
  return rest
}

export function overlaps(left: CodePointSet, right: CodePointSet): boolean {
  let at = 0
  for (const [from, to] of left) {
    let range = right[at]
    while (range !== undefined && range[1] < from) {
      at += 1
      range = right[at]
    }
    if (range !== undefined && range[0] <= to) return true
  }
  return false
}

export function contains(set: CodePointSet, point: number): boolean {
  let [from, to] = [0, set.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const range = set[middle]
    if (range === undefined || point < range[0]) to = middle
    else if (point > range[1]) from = middle + 1
    else return true
  }
  return false
}

const byClass = new Map<string, CodePointSet>()

/** All code points of a class such as `\p{L}`, found by asking the engine: some milliseconds, once. */
export function pointsOf(characterClass: string): CodePointSet {
  const known = byClass.get(characterClass)
  if (known !== undefined) return known
  const expression = new RegExp(`(?:${characterClass})+`, 'gu')
  const found: [number, number][] = []
  for (const block of blocks) addBlock(found, block, expression)
  byClass.set(characterClass, found)
  return found
}

/** Code points that follow each other and have as many units each: no surrogates. */
const blocks = [
  { from: 0, to: 0xd7_ff, units: 1 },
  { from: 0xe0_00, to: 0xff_ff, units: 1 },
  { from: 0x1_00_00, to: LAST, units: 2 },
] as const

type Block = (typeof blocks)[number]

function addBlock(found: [number, number][], block: Block, expression: RegExp): void {
  const { from, units } = block
  for (const { 0: run, index } of textOf(block).matchAll(expression)) {
    const start = from + index / units
    const end = start + run.length / units - 1
    const last = found.at(-1)
    if (last?.[1] === start - 1) last[1] = end
    else found.push([start, end])
  }
}

function textOf({ from, to, units }: Block): string {
  const text = new Uint16Array((to - from + 1) * units)
  let at = 0
  for (let point = from; point <= to; point += 1) {
    if (units === 1) text[at] = point
    else {
      text[at] = 0xd8_00 + ((point - 0x1_00_00) >> 10)
      text[at + 1] = 0xdc_00 + (point & 0x3_ff)
    }
    at += units
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(text)
}
