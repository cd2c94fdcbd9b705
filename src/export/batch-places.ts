import type { RecordPlace } from './key-table.js'

/** Which input and which line each batch started at. */
export interface BatchPlaces {
  /** Ordinal of the batch, which follows the one started before. */
  start(origin: BatchOrigin, lineCount: number): number
  /** `cases.jsonl:17` */
  locate(place: RecordPlace): string
  /** The same for a line of a part, from 0; the part has had a batch. */
  locateInPart(part: number, line: number): string
  /** 32 bits of a line of the batch started last; the same however the input is cut into batches. */
  hash(line: number): number
}

export interface BatchOrigin {
  /** Ordinal of the part in the plan. */
  readonly part: number
  readonly input: string
}

export function startBatches(): BatchPlaces {
  const inputs: string[] = []
  const firstLines: number[] = []
  const firstBatchOfPart: number[] = []
  let nextLine = 1
  let inputOrdinal = 0
  const locate = ({ batch, line }: RecordPlace): string =>
    `${inputs[batch] ?? ''}:${(firstLines[batch] ?? 0) + line}`

  return {
    locate,
    locateInPart: (part, line) => locate({ batch: firstBatchOfPart[part] ?? 0, line }),
    start({ part, input }, lineCount) {
      if (inputs.at(-1) !== input) {
        nextLine = 1
        inputOrdinal += 1
      }
      firstBatchOfPart[part] ??= inputs.length
      inputs.push(input)
      firstLines.push(nextLine)
      nextLine += lineCount
      return inputs.length - 1
    },
    hash: (line) => mixBits(inputOrdinal, (firstLines.at(-1) ?? 0) + line),
  }
}

function mixBits(input: number, line: number): number {
  let state = Math.imul(input, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
