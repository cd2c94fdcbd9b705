import { openSqlite, type SqliteDatabase } from './sqlite-database.js'
import { findTable } from './sqlite-table.js'
import { quoteName } from './table-or-query.js'
import type { TableFacts } from './table-facts.js'

/** Counting further takes long in a large database, and only the order of magnitude matters. */
const MOST_COUNTED = 100_000

/** A pointer of two bytes, a length, a row id, and a header of two bytes with the type of a column. */
const LEAST_ROW_BYTES = 6n

/** The tables and views of a SQLite file; not its own, nor those of its extensions. */
export async function listSqliteTables(
  path: string,
  input: string,
): Promise<readonly TableFacts[]> {
  const database = await openSqlite(path, input)
  try {
    const found = [
      ...database.rows(
        `SELECT name, type FROM pragma_table_list
          WHERE schema = 'main' AND type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          ORDER BY name`,
      ),
    ]
    return found.map(([name, type]) => factsOf(database, { name: String(name), type, input }))
  } finally {
    database.close()
  }
}

function factsOf(
  database: SqliteDatabase,
  { name, type, input }: { readonly name: string; readonly type: unknown; readonly input: string },
): TableFacts {
  const sql = quoteName(name)
  const text = `'${name.replaceAll("'", "''")}'`
  const columns = Array.from(
    database.rows(`SELECT name, type FROM pragma_table_info(${text}) ORDER BY cid`),
    ([column, declared]) => ({ name: String(column), type: String(declared) }),
  )
  if (type !== 'table') return { name, sql, columns }
  const { order, hasRowIds } = findTable(database, name, input)
  const [rowId] = hasRowIds ? order : []
  const rows = rowsOf(database, sql, rowId)
  return { name, sql, columns, ...rows, ...(rowId !== undefined && { rowId }) }
}

function rowsOf(
  database: SqliteDatabase,
  sql: string,
  rowId: string | undefined,
): Pick<TableFacts, 'rows' | 'hasMoreRows'> {
  const counted = integerOf(
    database,
    `SELECT count(*) FROM (SELECT 1 FROM ${sql} LIMIT ${MOST_COUNTED + 1})`,
  )
  if (counted <= MOST_COUNTED) return { rows: Number(counted) }
  const estimate = rowId === undefined ? undefined : estimateOf(database, sql, rowId)
  return estimate === undefined ? { rows: MOST_COUNTED, hasMoreRows: true } : { rows: estimate }
}

/**
 * Rows of a table with more than `MOST_COUNTED`, if row ids lie as close as those of the first rows all the
 * way; undefined where the file is too small for as many.
 */
function estimateOf(database: SqliteDatabase, sql: string, rowId: string): number | undefined {
  const first = integerOf(database, `SELECT min(${rowId}) FROM ${sql}`)
  const last = integerOf(database, `SELECT max(${rowId}) FROM ${sql}`)
  const counted = integerOf(
    database,
    `SELECT ${rowId} FROM ${sql} ORDER BY ${rowId} LIMIT 1 OFFSET ${MOST_COUNTED}`,
  )
  // Somebody may be deleting rows.
  if (counted <= first) return undefined
  const steps = (BigInt(MOST_COUNTED) * (last - first)) / (counted - first)
  const bytes = integerOf(database, 'PRAGMA page_count') * integerOf(database, 'PRAGMA page_size')
  return steps * LEAST_ROW_BYTES > bytes ? undefined : Number(steps) + 1
}

/** 0 where there is none. */
function integerOf(database: SqliteDatabase, sql: string): bigint {
  const [row] = database.rows(sql)
  const [value] = row ?? []
  return typeof value === 'bigint' ? value : 0n
}
