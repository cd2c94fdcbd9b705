// Copies the tables of a SQLite database into an empty Postgres database, keys and all.
import Database from 'libsql'
import { Client } from 'pg'

/** Rows per INSERT; with the columns of one table well below the 65,535 parameters allowed. */
const ROWS = 500

export async function copySqliteToPostgres(path, url) {
  const source = new Database(path)
  const target = new Client({ connectionString: url })
  await target.connect()
  try {
    await target.query('BEGIN')
    for (const table of source
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .all()) {
      await copyTable({ source, target, name: table.name })
    }
    await target.query('COMMIT')
  } finally {
    await target.end()
    source.close()
  }
}

async function copyTable({ source, target, name }) {
  const columns = source.prepare(`SELECT name, type, pk FROM pragma_table_info('${name}')`).all()
  const key = columns.filter(({ pk }) => pk > 0).toSorted((left, right) => left.pk - right.pk)
  const definitions = columns.map((column) => `"${column.name}" ${postgresType(column.type)}`)
  if (key.length > 0) definitions.push(`PRIMARY KEY (${key.map((column) => `"${column.name}"`)})`)
  await target.query(`CREATE TABLE "${name}" (${definitions.join(', ')})`)

  const rows = source.prepare(`SELECT * FROM "${name}"`).raw().all()
  for (let start = 0; start < rows.length; start += ROWS) {
    const some = rows.slice(start, start + ROWS)
    const places = some.map(
      (row, at) => `(${row.map((_, index) => `$${at * row.length + index + 1}`).join(', ')})`,
    )
    await target.query(`INSERT INTO "${name}" VALUES ${places.join(', ')}`, some.flat())
  }
}

/** Dates stay the text they are in SQLite, which has no type for them. */
function postgresType(sqliteType) {
  if (/INT/iu.test(sqliteType)) return 'bigint'
  return /NUMERIC|REAL|FLOA|DOUB/iu.test(sqliteType) ? 'numeric' : 'text'
}
