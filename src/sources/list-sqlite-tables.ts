import { openSqlite, type SqliteDatabase } from './sqlite-database.js'
import { findTable } from './sqlite-table.js'
import { quoteName } from './table-or-query.js'
import type { TableFacts } from './table-facts.js'

/** Counting further takes long in a large database, and only the order of magnitude matters. */
const MOST_COUNTED = 100_000

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
  const rowId = hasRowIds ? order[0] : undefined
  const rows = rowsOf(database, sql, rowId)
  return { name, sql, columns, rows, ...(rowId !== undefined && { rowId }) }
}

/** The highest row id is found at once; it is too high where rows were deleted. */
function rowsOf(database: SqliteDatabase, sql: string, rowId: string | undefined): number {
  const query =
    rowId !== undefined
      ? `SELECT max(${rowId}) FROM ${sql}`
      : `SELECT count(*) FROM (SELECT 1 FROM ${sql} LIMIT ${MOST_COUNTED})`
  const [row] = database.rows(query)
  return Number(row?.[0] ?? 0)
}
