import { growingNumbers } from './growing-numbers.js'
import { lineHeads, type LineHeads } from './line-heads.js'

/** What the per-sample files say of every sample: 13 bytes each, numbered as the rows of all splits. */
export interface SampleFacts {
  /** Takes the lines of the per-sample files in their order. */
  readonly lines: LineHeads
  /** Of the produced text, in code points. */
  lengthAt(row: number): number
  /** As a 32-bit float, so to 7 digits. */
  weightAt(row: number): number
  isCompliant(row: number): boolean
  /** Where the line about the row begins, in bytes from the start of the first per-sample file. */
  offsetOf(row: number): number
}

/** Rows of one split stand together. */
export interface SplitRows {
  readonly split: string
  readonly first: number
  /** One past the last. */
  readonly end: number
}

const HEAD_BYTES = 16 * 1024

/** How a line ends; before that stands the place, which is read when it is asked for. */
const ending =
  /,"split":"((?:[^"\\]|\\.)*)","length":(\d+),"bytes":\d+,"weight":([^,]+),"compliant":(true|false)\}$/u

export function sampleFacts(splits: readonly SplitRows[]): SampleFacts {
  const total = splits.at(-1)?.end ?? 0
  const lengths = new Uint32Array(total)
  const weights = new Float32Array(total)
  const compliant = new Uint8Array(total)
  const offsets = growingNumbers(total)
  const nextRow = new Map(splits.map(({ split, first }) => [split, first]))

  function add(head: Buffer, offset: number): void {
    const [, split = '""', length, weight, compliance] = ending.exec(head.toString()) ?? []
    const row = nextRow.get(split)
    if (row === undefined) return
    nextRow.set(split, row + 1)
    lengths[row] = Number(length)
    weights[row] = Number(weight)
    compliant[row] = compliance === 'true' ? 1 : 0
    offsets.set(row, offset)
  }

  return {
    lines: lineHeads(HEAD_BYTES, add),
    lengthAt: (row) => lengths[row] ?? 0,
    weightAt: (row) => weights[row] ?? 0,
    isCompliant: (row) => compliant[row] !== 0,
    offsetOf: offsets.get,
  }
}
