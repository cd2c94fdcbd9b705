import { listDuckDbTables } from '../../sources/list-duckdb-tables.js'
import { listSqliteTables } from '../../sources/list-sqlite-tables.js'
import type { MatchedFile } from '../../sources/match-files.js'
import type { TableFacts } from '../../sources/table-facts.js'
import type { Look } from '../sample/sample-records.js'
import { chooseTable } from './choose-table.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { sqlOverFiles } from './sql-over-files.js'

export interface DatabaseFile {
  readonly type: 'sqlite' | 'duckdb'
  readonly file: MatchedFile
  /** As it was named on the command line, and as the recipe names it. */
  readonly name: string
  readonly path: string
}

/** Rows of the beginning; rows of each further place, when there are more. */
const LOOKED_AT = 2000
const PLACES = 8
const ROWS_PER_PLACE = 250

export async function findDatabase(
  database: DatabaseFile,
  options: FindOptions,
): Promise<FoundSource> {
  return database.type === 'sqlite' ? findSqlite(database, options) : findDuckDb(database, options)
}

async function findSqlite(
  { file, name, path }: DatabaseFile,
  options: FindOptions,
): Promise<FoundSource> {
  const base = { type: 'sqlite' as const, path }
  const { env, query } = options
  if (query !== undefined) {
    const recipe = { ...base, query }
    return {
      recipe,
      looks: [{ source: recipe, most: LOOKED_AT }],
      env,
      name: `a query to ${name}`,
      unset: [],
    }
  }
  const tables = await listSqliteTables(file.path, name)
  const { table, reason } = await chooseTable(tables, name, options)
  // The table itself would be walked to cut it into parts.
  const looks: Look[] = sqliteLooks(table).map(({ query: sql, most }) => ({
    source: { ...base, query: sql },
    most,
  }))
  return {
    recipe: { ...base, table: table.name },
    looks,
    env,
    name: `${name}#${table.name}`,
    reason,
    unset: [],
  }
}

/** Row ids from all over the table are found without walking it. */
function sqliteLooks({
  sql,
  rows = 0,
  rowId,
}: TableFacts): readonly { query: string; most: number }[] {
  const first = { query: `SELECT * FROM ${sql} LIMIT ${LOOKED_AT + 1}`, most: LOOKED_AT + 1 }
  if (rows <= LOOKED_AT || rowId === undefined) return [first]
  const others = Array.from({ length: PLACES }, (_, place) => {
    const from = `min(${rowId}) + (max(${rowId}) - min(${rowId})) / ${PLACES + 1} * ${place + 1}`
    return {
      query: `SELECT * FROM ${sql} WHERE ${rowId} >= (SELECT ${from} FROM ${sql}) ORDER BY ${rowId} LIMIT ${ROWS_PER_PLACE}`,
      most: ROWS_PER_PLACE,
    }
  })
  return [first, ...others]
}

async function findDuckDb(
  { file, name, path }: DatabaseFile,
  options: FindOptions,
): Promise<FoundSource> {
  if (options.query !== undefined) return sqlOverFiles(options.query, options)
  const { table, reason } = await chooseTable(
    await listDuckDbTables(file.path, path),
    name,
    options,
  )
  const sql = `select * from ${table.sql}`
  const looks: Look[] = [
    { source: { type: 'duckdb', sql: `${sql} limit ${LOOKED_AT + 1}` }, most: LOOKED_AT + 1 },
  ]
  const { rows = 0 } = table
  if (rows > LOOKED_AT) {
    const percent = Math.min(100, (100 * 2 * LOOKED_AT) / rows).toFixed(6)
    const spread = `${sql} using sample ${percent} percent (system, 0) limit ${LOOKED_AT}`
    looks.push({ source: { type: 'duckdb', sql: spread }, most: LOOKED_AT })
  }
  return {
    recipe: { type: 'duckdb', sql },
    looks,
    env: options.env,
    name: `${name}#${table.name}`,
    reason,
    unset: [],
  }
}
