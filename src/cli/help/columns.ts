export type Row = readonly [left: string, right: string]

interface ColumnOptions {
  /** Characters in a line. */
  readonly width: number
  /** Characters of the left column, where several tables are to line up. @default its longest */
  readonly left?: number
}

/** Rows of two columns; the second is wrapped to the width and keeps its margin. */
export function columns(
  rows: readonly Row[],
  { width, left = longestLeft(rows) }: ColumnOptions,
): readonly string[] {
  const indent = MARGIN + left + GAP
  return rows.flatMap(([name, about]) => {
    const [first = '', ...rest] = wrap(about, width - indent)
    const start = `${' '.repeat(MARGIN)}${name}`.padEnd(indent)
    return [`${start}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)]
  })
}

export function longestLeft(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(([left]) => left.length))
}

/** Before and between the columns. */
const MARGIN = 2
const GAP = 2
/** Narrower text is harder to read than a line that the terminal breaks. */
const MIN_WIDTH = 20

/** Lines of at most so many characters; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const most = Math.max(width, MIN_WIDTH)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > most && line !== '') {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line]
}
