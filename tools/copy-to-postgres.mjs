import Database from 'libsql'
import { Client } from 'pg'

/** Rows per INSERT; with the columns of any table well below the 65,535 parameters allowed. */
const ROWS = 500

export async function copyToPostgres({ path, url }) {
  const from = new Database(path)
  const to = new Client({ connectionString: url })
  await to.connect()
  await to.query('BEGIN')
  const tables = from
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .all()
  for (const { name } of tables) await copyTable({ from, to }, name)
  await to.query('COMMIT')
  await to.end()
  from.close()
}

async function copyTable({ from, to }, table) {
  const columns = from.prepare(`SELECT name, type, pk FROM pragma_table_info('${table}')`).all()
  const key = columns.filter(({ pk }) => pk > 0).toSorted((left, right) => left.pk - right.pk)
  const definitions = columns.map(({ name, type }) => `"${name}" ${postgresType(type)}`)
  definitions.push(`PRIMARY KEY (${key.map(({ name }) => `"${name}"`).join(', ')})`)
  await to.query(`CREATE TABLE "${table}" (${definitions.join(', ')})`)

  const rows = from.prepare(`SELECT * FROM "${table}"`).raw().all()
  for (let start = 0; start < rows.length; start += ROWS) {
    const some = rows.slice(start, start + ROWS)
    const places = some.map(
      (row, at) => `(${row.map((_, index) => `$${at * row.length + index + 1}`).join(', ')})`,
    )
    await to.query(`INSERT INTO "${table}" VALUES ${places.join(', ')}`, some.flat())
  }
}

function postgresType(sqliteType) {
  if (/INT/iu.test(sqliteType)) return 'bigint'
  return /NUMERIC|REAL|FLOA|DOUB/iu.test(sqliteType) ? 'numeric' : 'text'
}
