import { listDuckDbTables } from '../../sources/list-duckdb-tables.js'
import { listSqliteTables } from '../../sources/list-sqlite-tables.js'
import type { MatchedFile } from '../../sources/match-files.js'
import type { TableFacts } from '../../sources/table-facts.js'
import type { Look } from '../sample/sample-records.js'
import { chooseTable } from './choose-table.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { queryReason } from './query-reason.js'
import { sqlOverFiles } from './sql-over-files.js'

export interface DatabaseFile {
  readonly type: 'sqlite' | 'duckdb'
  readonly file: MatchedFile
  /** As it was named on the command line, and as the recipe names it. */
  readonly name: string
  readonly path: string
}

/** Rows read: of a larger table, from so many places. */
const LOOKED_AT = 8000
const PLACES = 16

/** A sample holds more or fewer rows than asked for; with fewer than this, the beginning is read. */
const LEAST = 1000

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
      reason: queryReason(query),
      unset: [],
    }
  }
  const tables = await listSqliteTables(file.path, name)
  const { table, reason } = await chooseTable(tables, name, options)
  // The table itself would be walked to cut it into parts.
  const looks = sqliteQueries(table).map(({ sql, ...look }) => ({
    source: { ...base, query: sql },
    ...look,
  }))
  const { rows, hasMoreRows = false } = table
  return {
    recipe: { ...base, table: table.name },
    looks,
    env,
    name: `${name}#${table.name}`,
    reason,
    unset: [],
    ...(rows !== undefined && !hasMoreRows && { rows }),
  }
}

type LookQuery = Omit<Look, 'source'> & { readonly sql: string }

/** Row ids from all over the table are found without walking it. */
function sqliteQueries({ sql, rows = 0, rowId }: TableFacts): readonly LookQuery[] {
  const start = { sql: `SELECT * FROM ${sql} LIMIT ${LOOKED_AT + 1}`, most: LOOKED_AT + 1 }
  if (rows <= LOOKED_AT || rowId === undefined) return [start]
  // Each in a query of its own is found at once.
  const lowest = `(SELECT min(${rowId}) FROM ${sql})`
  const highest = `(SELECT max(${rowId}) FROM ${sql})`
  // The difference of two ids may be no integer of SQLite.
  const step = `(${highest} / ${PLACES} - ${lowest} / ${PLACES})`
  const idAt = (place: number) => `(${lowest} + ${step} * ${place})`
  const most = LOOKED_AT / PLACES
  const places = Array.from({ length: PLACES }, (_, place) => ({
    sql: `SELECT * FROM ${sql} WHERE ${rowId} >= ${idAt(place)}
      ${place < PLACES - 1 ? `AND ${rowId} < ${idAt(place + 1)}` : ''} ORDER BY ${rowId} LIMIT ${most}`,
    most,
    isPartial: true,
  }))
  return [...places, { ...start, ifFewerThan: LEAST }]
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
  const start = {
    source: { type: 'duckdb' as const, sql: `${sql} limit ${LOOKED_AT + 1}` },
    most: LOOKED_AT + 1,
  }
  const { rows = 0 } = table
  const percent = ((100 * LOOKED_AT) / rows).toFixed(6)
  const spread = `${sql} using sample ${percent} percent (system, 0)`
  const looks: readonly Look[] =
    rows <= LOOKED_AT
      ? [start]
      : [
          { source: { type: 'duckdb', sql: spread }, most: 2 * LOOKED_AT, isPartial: true },
          { ...start, ifFewerThan: LEAST },
        ]
  return {
    recipe: { type: 'duckdb', sql },
    looks,
    env: options.env,
    name: `${name}#${table.name}`,
    reason,
    unset: [],
    rows,
  }
}
