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

/**
 * As many rows as fit into `budget` bytes, with as much text of each as fits; rows with too little
 * text are of no use, so that at some point there are fewer of them, taken at even distances.
 *
 * @param bytesOf what a row takes on the page.
 */
export function fitRows<Row>(
  rows: readonly Row[],
  budget: number,
  bytesOf: (row: FittedRow<Row>) => number,
): FittedRows<Row> {
  for (const characters of generosity) {
    const fitted = rows.map((row, index) => ({
      row,
      characters: index < LEADING ? Math.max(characters, LEADING_CHARACTERS) : characters,
    }))
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
