import type { CodePointSet } from '../../../schema/validate/pattern/code-point-set.js'

/** Inclusive ranges of bytes, one for each byte of a character. */
export type ByteRanges = readonly (readonly [number, number])[]

/** First and last code point of each length in UTF-8; surrogates have none. */
const lengths: readonly (readonly [number, number])[] = [
  [0, 0x7f],
  [0x80, 0x7_ff],
  [0x8_00, 0xd7_ff],
  [0xe0_00, 0xff_ff],
  [0x1_00_00, 0x10_ff_ff],
]

/** How the characters of a set are written in UTF-8. */
export function utf8Ranges(set: CodePointSet): readonly ByteRanges[] {
  return set.flatMap(([from, to]) =>
    lengths.flatMap(([first, last]) => {
      const [start, end] = [Math.max(from, first), Math.min(to, last)]
      return start > end ? [] : rangesOf(encode(start), encode(end))
    }),
  )
}

function encode(point: number): readonly number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(point))]
}

/** Between two characters of the same length. */
function rangesOf(from: readonly number[], to: readonly number[]): readonly ByteRanges[] {
  const [first = 0, ...fromRest] = from
  const [last = 0, ...toRest] = to
  if (fromRest.length === 0) return [[[first, last]]]
  if (first === last) return rangesOf(fromRest, toRest).map((rest) => [[first, first], ...rest])
  const least = fromRest.map(() => 0x80)
  const most = fromRest.map(() => 0xbf)
  const isWholeStart = fromRest.every((byte) => byte === 0x80)
  const isWholeEnd = toRest.every((byte) => byte === 0xbf)
  const [start, end] = [isWholeStart ? first : first + 1, isWholeEnd ? last : last - 1]
  const rest: ByteRanges = fromRest.map(() => [0x80, 0xbf])
  return [
    ...(isWholeStart ? [] : rangesOf([first, ...fromRest], [first, ...most])),
    ...(start > end ? [] : [[[start, end] as const, ...rest]]),
    ...(isWholeEnd ? [] : rangesOf([last, ...least], [last, ...toRest])),
  ]
}
