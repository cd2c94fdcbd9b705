/**
 * Which input and which line each batch started at. Rows are lines of all inputs, counted from the
 * start of the run: they are in plan order, and each stands for one place.
 */
export interface BatchPlaces {
  /** First row of the batch, which follows the one started before. */
  start(origin: BatchOrigin, lineCount: number): number
  /** `cases.jsonl:17` */
  locate(row: number): string
  /** The same as JSON. */
  placeText(row: number): string
  /** The same for who writes bytes: what the JSON begins with, and the line, from 1. */
  inputOf(row: number): InputRows
  /** The same for a line of a part, from 0; the part has had a batch. */
  locateInPart(part: number, line: number): string
  /** Where the batch started last begins, for `hashOfLine`. */
  linesOfBatch(): BatchLines
}

/** Input and line that a batch begins with: the same however the input is cut into batches, line by line. */
interface BatchLines {
  /** In the order in which inputs were met first, from 1. */
  readonly input: number
  /** From 1. */
  readonly firstLine: number
}

/** 32 bits of a line of the batch. By itself, as it is asked for every sample. */
export function hashOfLine({ input, firstLine }: BatchLines, line: number): number {
  return mixBits(input, firstLine + line)
}

export interface BatchOrigin {
  /** Ordinal of the part in the plan. */
  readonly part: number
  readonly input: string
}

/** Batches of one input, whose lines are rows one after another. */
interface InputRows {
  readonly input: string
  /** What places begin with as JSON. */
  readonly text: string
  /** In the order in which inputs were met first, from 1. */
  readonly ordinal: number
  readonly firstRow: number
  /** Line of the first row: the input may have been met before, and has grown since. */
  readonly firstLine: number
}

const NO_INPUT: InputRows = { input: '', text: '":', ordinal: 0, firstRow: 0, firstLine: 0 }

export function startBatches(): BatchPlaces {
  const inputs: InputRows[] = []
  /** The last rows of each input. */
  const known = new Map<string, InputRows & { readonly lines: number }>()
  const firstRowOfPart: number[] = []
  let last = NO_INPUT
  let batchRow = 0
  let nextRow = 0

  function inputOf(row: number): InputRows {
    let from = 0
    let to = inputs.length
    while (to - from > 1) {
      const middle = (from + to) >>> 1
      if ((inputs[middle]?.firstRow ?? 0) <= row) from = middle
      else to = middle
    }
    return inputs[from] ?? NO_INPUT
  }

  function locate(row: number): string {
    const { input, firstRow, firstLine } = inputOf(row)
    return `${input}:${firstLine + row - firstRow + 1}`
  }

  function startInput(input: string): void {
    if (inputs.length > 0) {
      if (last.input === input) return
      known.set(last.input, { ...last, lines: batchRow - last.firstRow })
    }
    const before = known.get(input)
    last = {
      input,
      text: `${JSON.stringify(input).slice(0, -1)}:`,
      ordinal: before?.ordinal ?? known.size + 1,
      firstRow: batchRow,
      firstLine: before ? before.firstLine + before.lines : 0,
    }
    inputs.push(last)
  }

  return {
    locate,
    inputOf,
    placeText(row) {
      const { text, firstRow, firstLine } = inputOf(row)
      return `${text}${firstLine + row - firstRow + 1}"`
    },
    locateInPart: (part, line) => locate((firstRowOfPart[part] ?? 0) + line),
    start({ part, input }, lineCount) {
      batchRow = nextRow
      startInput(input)
      firstRowOfPart[part] ??= batchRow
      nextRow += lineCount
      return batchRow
    },
    linesOfBatch: () => ({
      input: last.ordinal,
      firstLine: last.firstLine + batchRow - last.firstRow + 1,
    }),
  }
}

function mixBits(input: number, line: number): number {
  let state = Math.imul(input, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
