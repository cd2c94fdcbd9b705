export interface FittedRows<Row> {
  readonly rows: readonly FittedRow<Row>[]
  /** Given, but no room for. */
  readonly left: number
  /** What the rows take on the page. */
  readonly bytes: number
}

export interface FittedRow<Row> {
  readonly row: Row
  /** Most characters of its texts that are shown. */
  readonly characters: number
}

/** Rows that are worth reading whole: the first ones, which are printed, too. */
const LEADING = 6
const LEADING_CHARACTERS = 600

/** From generous to the least that still shows what a row is about. */
const generosity = [1200, 800, 560, 400, 280, 200]
const LEAST = 160

/** How rows are measured. */
export interface RowSizes<Row> {
  /** What a row takes on the page. */
  readonly bytesOf: (row: FittedRow<Row>) => number
  /** Length of its longest text: where texts alone do not fit, which is quick to say, rows are not measured. */
  readonly lengthOf: (row: Row) => number
}

/**
 * As many rows as fit into `budget` bytes, with as much text of each as fits; rows with too little
 * text are of no use, so that at some point there are fewer of them, taken at even distances.
 */
export function fitRows<Row>(
  rows: readonly Row[],
  budget: number,
  { bytesOf, lengthOf }: RowSizes<Row>,
): FittedRows<Row> {
  for (const characters of generosity) {
    const fitted = rows.map((row, index) => ({
      row,
      characters: index < LEADING ? Math.max(characters, LEADING_CHARACTERS) : characters,
    }))
    if (textsOf(fitted, lengthOf) > budget) continue
    const bytes = bytesWithin(budget, fitted, bytesOf)
    if (bytes !== undefined) return { rows: fitted, left: 0, bytes }
  }
  const short = rows.map((row) => ({ row, characters: LEAST }))
  const sizes = short.map(bytesOf)
  for (let keep = rows.length; keep > 0; keep -= 1) {
    const kept = Array.from({ length: keep }, (_, index) =>
      Math.floor((index * rows.length) / keep),
    )
    const bytes = kept.reduce((sum, index) => sum + (sizes[index] ?? 0), 0)
    if (bytes > budget) continue
    return {
      rows: short.filter((_, index) => kept.includes(index)),
      left: rows.length - keep,
      bytes,
    }
  }
  return { rows: [], left: rows.length, bytes: 0 }
}

/** Characters that are shown: hardly any takes less than a byte. */
function textsOf<Row>(rows: readonly FittedRow<Row>[], lengthOf: (row: Row) => number): number {
  return rows.reduce((sum, { row, characters }) => sum + Math.min(lengthOf(row), characters), 0)
}

/** Undefined where it is more; looks at no more rows than it needs to say so. */
function bytesWithin<Row>(
  budget: number,
  rows: readonly FittedRow<Row>[],
  bytesOf: (row: FittedRow<Row>) => number,
): number | undefined {
  let bytes = 0
  for (const row of rows) {
    bytes += bytesOf(row)
    if (bytes > budget) return undefined
  }
  return bytes
}
