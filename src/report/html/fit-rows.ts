export interface FittedRows<Row> {
  readonly rows: readonly FittedRow<Row>[]
  /** Given, but no room for. */
  readonly left: number
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
const generosity = [1200, 800, 560, 400, 280, 200, 160, 120]

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
  let fitted: readonly FittedRow<Row>[] = []
  for (const characters of generosity) {
    fitted = rows.map((row, index) => ({
      row,
      characters: index < LEADING ? Math.max(characters, LEADING_CHARACTERS) : characters,
    }))
    if (total(fitted, bytesOf) <= budget) return { rows: fitted, left: 0 }
  }
  const least = generosity.at(-1) ?? 0
  for (let keep = rows.length - 1; keep > 0; keep = Math.min(keep - 1, Math.floor(keep * 0.9))) {
    fitted = Array.from(
      { length: keep },
      (_, index) => rows[Math.floor((index * rows.length) / keep)],
    )
      .filter((row) => row !== undefined)
      .map((row) => ({ row, characters: least }))
    if (total(fitted, bytesOf) <= budget) return { rows: fitted, left: rows.length - keep }
  }
  return { rows: [], left: rows.length }
}

function total<Row>(
  rows: readonly FittedRow<Row>[],
  bytesOf: (row: FittedRow<Row>) => number,
): number {
  return rows.reduce((sum, row) => sum + bytesOf(row), 0)
}
