import type { RecordPlace } from './key-table.js'

/** Which input and which line each batch started at. */
export interface BatchPlaces {
  /** Ordinal of the batch, which follows the one started before. */
  start(input: string, lineCount: number): number
  /** `cases.jsonl:17` */
  locate(place: RecordPlace): string
  /** 32 bits of a place in the batch started last; the same however the input is cut into batches. */
  hash(place: RecordPlace): number
}

export function startBatches(): BatchPlaces {
  const inputs: string[] = []
  const firstLines: number[] = []
  let nextLine = 1
  let inputOrdinal = 0
  return {
    start(input, lineCount) {
      if (inputs.at(-1) !== input) {
        nextLine = 1
        inputOrdinal += 1
      }
      inputs.push(input)
      firstLines.push(nextLine)
      nextLine += lineCount
      return inputs.length - 1
    },
    hash: ({ batch, line }) => mixBits(inputOrdinal, (firstLines[batch] ?? 0) + line),
    locate: ({ batch, line }) => `${inputs[batch] ?? ''}:${(firstLines[batch] ?? 0) + line}`,
  }
}

function mixBits(input: number, line: number): number {
  let state = Math.imul(input, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
