import type { KeyFacts } from './growing-column.js'
import { queryRefused } from './query-refused.js'
import type { KeyRange } from './source.js'
import type { SqliteDatabase } from './sqlite-database.js'
import { quoteName, subquery } from './table-or-query.js'

interface KeyedRows {
  /** The query for all rows. */
  readonly rows: string
  readonly column: string
}

/** What `quote` writes: a number, text or blob. */
const LITERAL = /^(?:-?\d+(?:\.\d+)?(?:e[-+]?\d+)?|'(?:[^']|'')*'|X'[\dA-F]*')$/iu

/** Values are SQL literals. What the rows say is compared by reading them again. */
export function sqliteKeyFacts(
  database: SqliteDatabase,
  { rows, column, upTo }: KeyedRows & { readonly upTo: string | undefined },
): KeyFacts {
  const key = quoteName(column)
  const isEarlier = upTo === undefined ? 'NULL' : `${key} <= ${literal(upTo)}`
  const [row = []] = database.rows(
    `SELECT count(*), count(${key}), ${literalOf(`max(${key})`)}, count(CASE WHEN ${isEarlier} THEN 1 END) FROM ${subquery(rows)}`,
  )
  const [all, keyed, greatest, earlier] = row
  const text = greatest instanceof Uint8Array ? Buffer.from(greatest).toString() : String(greatest)
  return {
    rows: Number(all),
    keyed: Number(keyed),
    greatest: text === 'NULL' ? undefined : text,
    digest: '',
    earlier: { rows: Number(earlier), digest: '' },
  }
}

/** The query for the rows of the range, in order; equal values are in the order of all columns. */
export function sqliteKeyedRows(
  database: SqliteDatabase,
  { rows, column, keys: { after, upTo } }: KeyedRows & { readonly keys: KeyRange },
): string {
  const key = quoteName(column)
  const others = database.columns(rows).map((_, index) => index + 1)
  const bounds = [
    ...(after === undefined ? [] : [`${key} > ${literal(after)}`]),
    upTo === undefined ? 'false' : `${key} <= ${literal(upTo)}`,
  ]
  return `SELECT * FROM ${subquery(rows)} WHERE ${bounds.join(' AND ')} ORDER BY ${[key, ...others].join(', ')}`
}

/** `quote` leaves out what stands behind a NUL: that is no literal then, and refused as one. */
function literalOf(value: string): string {
  return `CASE WHEN typeof(${value}) = 'text' AND instr(${value}, char(0)) > 0
    THEN 'text with a NUL' ELSE quote(${value}) END`
}

/** It goes into SQL as it is, and comes from a file that others may have written. */
function literal(text: string): string {
  if (LITERAL.test(text)) return text
  throw queryRefused({
    input: 'source.append_by',
    problem: `expected a number or text, saw ${JSON.stringify(text.slice(0, 60))}`,
    hint: 'Name a column of numbers or text.',
  })
}
