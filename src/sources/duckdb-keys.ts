import type { DuckDBConnection } from '@duckdb/node-api'
import type { GrowingColumn, KeyFacts } from './growing-column.js'
import { quoteName, subquery } from './table-or-query.js'

interface KeyedRows extends GrowingColumn {
  /** The query for all rows. */
  readonly sql: string
}

/** Stands for a whole row; a column of that name would be taken for it. */
const ROW = 'loradex_row'

/**
 * Values are DuckDB's text of them. The digest adds up 64 bits of the MD5 of each row, so that no order
 * matters. Where rows may change it is not asked for.
 */
export async function duckDbKeyFacts(
  connection: DuckDBConnection,
  { sql, column, isOfChange, upTo }: KeyedRows & { readonly upTo: string | undefined },
): Promise<KeyFacts> {
  const key = quoteName(column)
  const isEarlier = upTo === undefined ? 'false' : `${key} <= ${quoteText(upTo)}`
  const hash = isOfChange ? '0' : `md5_number_lower(CAST(${ROW} AS VARCHAR))::HUGEINT`
  const reader = await connection.runAndReadAll(`
    SELECT count(*), count(${key}), CAST(max(${key}) AS VARCHAR),
      CAST(coalesce(sum(${hash}), 0) AS VARCHAR),
      count(*) FILTER (WHERE ${isEarlier}),
      CAST(coalesce(sum(${hash}) FILTER (WHERE ${isEarlier}), 0) AS VARCHAR)
    FROM ${subquery(sql)} ${ROW}`)
  const [[rows, keyed, greatest, digest, earlierRows, earlierDigest] = []] = reader.getRows()
  return {
    rows: Number(rows),
    keyed: Number(keyed),
    greatest: typeof greatest === 'string' ? greatest : undefined,
    digest: String(digest),
    earlier: { rows: Number(earlierRows), digest: String(earlierDigest) },
  }
}

/** The query for the rows behind a value, in order; equal values are in the order of all columns. */
export function duckDbKeyedRows({
  sql,
  column,
  after,
}: KeyedRows & { readonly after: string | undefined }): string {
  const key = quoteName(column)
  const where = after === undefined ? '' : ` WHERE ${key} > ${quoteText(after)}`
  return `SELECT * FROM ${subquery(sql)} ${ROW}${where} ORDER BY ${key}, CAST(${ROW} AS VARCHAR)`
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
