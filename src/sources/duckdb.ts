import { join } from 'node:path'
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBPreparedStatement,
  DuckDBResult,
  DuckDBType,
} from '@duckdb/node-api'
import { isLoradexError } from '../kernel/error.js'
import type { Drop } from '../records/verdict.js'
import { duckDbKeyedRows, duckDbKeyFacts } from './duckdb-keys.js'
import { loadDuckDb } from './duckdb-driver.js'
import { DUCKDB_INPUT as input, duckDbLost, duckDbRefused } from './duckdb-error.js'
import { duckDbWriter, type DuckDbApi } from './duckdb-values.js'
import {
  changedRows,
  checkColumn,
  checkKeyed,
  copiedRows,
  keyRange,
  lastKeys,
  newRows,
  type GrowingColumn,
  type KeyFacts,
} from './growing-column.js'
import { notASelect, queryRefused, sameName } from './query-refused.js'
import { firstDuplicate, rowWriter } from './row-text.js'
import type { Growth, KeyRange, PlanOptions, Source, SourcePart } from './source.js'
import { readSpool, spoolRecords } from './spool.js'
import { rowLines } from './spool-rows.js'
import { subquery } from './table-or-query.js'

export interface DuckDbOptions {
  /** One SELECT, over files such as `'cases/*.parquet'`. */
  readonly sql: string
  /** What relative paths in the SQL start from. */
  readonly baseFolder: string
  /** Tells which rows are new: they come in its order. @default rows are in the order of the query */
  readonly growingBy?: GrowingColumn
}

/**
 * The rows of a query that DuckDB runs over files, one JSON object each, in the query's order.
 *
 * Integers, HUGEINT and DECIMAL are exact; FLOAT and DOUBLE are the shortest text that gives them
 * again, with a point or an exponent; dates, times and timestamps are ISO 8601, with `Z` only for
 * TIMESTAMPTZ; INTERVAL is an ISO 8601 duration, BLOB base64, JSON itself; LIST, STRUCT and MAP are
 * arrays and objects. NaN, infinity and infinite dates give the record up as `bad-value`.
 *
 * The query cannot write, load extensions or use the network. It runs on one thread: sums of floats
 * and unordered groups would otherwise differ from run to run.
 */
export function duckdb({ sql, baseFolder, growingBy }: DuckDbOptions): Source {
  return {
    id: 'duckdb:query',

    plan: async (options) => (await copyRows(options, undefined)).added,

    ...(growingBy && {
      planGrowth: (before: readonly SourcePart[], options: PlanOptions) =>
        copyRows(options, lastKeys(before)),
    }),

    read: readSpool,
  }

  /** Of all rows, or of those behind an earlier copy. */
  async function copyRows(options: PlanOptions, before: KeyRange | undefined): Promise<Growth> {
    options.signal?.throwIfAborted()
    const api = await loadDuckDb()
    const instance = await openInstance(api, baseFolder, options.spoolFolder)
    try {
      const connection = await instance.connect()
      try {
        const copy = async (text: string): Promise<readonly SourcePart[]> => {
          const running = await start(api, connection, { sql: text, baseFolder })
          return spoolRecords(rowLines(rowsOf(api, connection, running)), { ...options, input })
        }
        await configure(connection, { sql, baseFolder })
        if (!growingBy) return { added: await copy(sql), toCompare: new Map(), changes: [] }
        const facts = await keyFacts(api, connection, { ...growingBy, upTo: before?.upTo })
        const changes = changedRows(input, before, facts)
        const isWanted = changes.length === 0 && !(before && newRows(facts) === 0)
        const newest = duckDbKeyedRows({ sql, ...growingBy, after: before?.upTo })
        const range = keyRange(facts, before)
        const added = isWanted ? copiedRows(await copy(newest), { facts, growingBy, range }) : []
        return { added, toCompare: new Map(), changes }
      } finally {
        connection.disconnectSync()
      }
    } finally {
      instance.closeSync()
    }
  }

  async function keyFacts(
    api: DuckDbApi,
    connection: DuckDBConnection,
    growing: GrowingColumn & { readonly upTo: string | undefined },
  ): Promise<KeyFacts> {
    const place = { input, column: growing.column }
    try {
      const prepared = await prepareSelect(api, connection, sql)
      const columns = Array.from({ length: prepared.columnCount }, (_, at) =>
        prepared.columnName(at),
      )
      checkColumn(place, columns)
      const facts = await duckDbKeyFacts(connection, { sql, ...growing })
      checkKeyed(place, facts)
      return facts
    } catch (cause) {
      throw isLoradexError(cause) ? cause : duckDbRefused(cause, { sql, baseFolder })
    }
  }
}

function openInstance(
  api: DuckDbApi,
  baseFolder: string,
  spoolFolder: string,
): Promise<DuckDBInstance> {
  return api.DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    file_search_path: baseFolder,
    temp_directory: join(spoolFolder, 'duckdb'),
    threads: '1',
  })
}

/** A query that is running, with a last row added to it. */
interface Running {
  /** What the user wrote. */
  readonly query: DuckDbOptions
  /** What is run: that, and its last row. */
  readonly sql: string
  readonly names: readonly string[]
  readonly types: readonly DuckDBType[]
  readonly result: DuckDBResult
}

async function configure(connection: DuckDBConnection, query: DuckDbOptions): Promise<void> {
  try {
    await connection.run(`SET TimeZone = 'UTC'`)
    await connection.run('SET lock_configuration = true')
  } catch (cause) {
    throw duckDbRefused(cause, query)
  }
}

async function start(
  api: DuckDbApi,
  connection: DuckDBConnection,
  query: DuckDbOptions,
): Promise<Running> {
  const { sql } = query
  try {
    const prepared = await prepareSelect(api, connection, sql)
    const columns = Array.from({ length: prepared.columnCount }, (_, index) => index)
    const names = columns.map((index) => prepared.columnName(index))
    const duplicate = firstDuplicate(names)
    if (duplicate !== undefined) throw sameName(input, duplicate)
    const types = columns.map((index) => prepared.columnType(index))
    const ended = withEnd(sql, names.length)
    return { query, sql: ended, names, types, result: await connection.stream(ended) }
  } catch (cause) {
    throw isLoradexError(cause) ? cause : duckDbRefused(cause, query)
  }
}

async function prepareSelect(
  api: DuckDbApi,
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  if (sql.trim() === '') throw noSelect('nothing')
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1)
    throw noSelect(statements.count === 0 ? 'nothing' : `${statements.count} statements`)
  const prepared = await statements.prepare(0)
  if (prepared.statementType !== api.StatementType.SELECT) {
    const type = api.StatementType[prepared.statementType]
    throw noSelect(`a statement of type ${type}`)
  }
  if (prepared.parameterCount > 0)
    throw noSelect('one with parameters', 'Write the values themselves.')
  return prepared
}

/**
 * The query with one more column, which is true in one more row. The driver does not tell a query
 * that failed on its way from one that has ended: only that row does.
 */
function withEnd(sql: string, columnCount: number): string {
  const nulls = 'NULL, '.repeat(columnCount)
  return `SELECT *, false FROM ${subquery(sql)} UNION ALL SELECT ${nulls}true`
}

async function* rowsOf(
  api: DuckDbApi,
  connection: DuckDBConnection,
  { query, sql, names, types, result }: Running,
): AsyncGenerator<Iterable<string | Drop>, void, undefined> {
  const write = rowWriter(
    names.map((name, index) => {
      const type = types[index]
      return { name, write: type === undefined ? String : duckDbWriter(api, type) }
    }),
  )
  for (let isEnded = false; !isEnded;) {
    const rows = await nextRows(result, query)
    if (rows.length === 0) throw duckDbLost(await failureOf(connection, sql), query)
    isEnded = rows.at(-1)?.at(-1) === true
    yield (isEnded ? rows.slice(0, -1) : rows).map(write)
  }
}

async function nextRows(
  result: DuckDBResult,
  query: DuckDbOptions,
): Promise<readonly (readonly unknown[])[]> {
  try {
    return (await result.fetchChunk())?.getRows() ?? []
  } catch (cause) {
    throw duckDbLost(cause, query)
  }
}

/** Runs the query that has failed once more, in the way in which the driver does tell why. */
async function failureOf(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return connection.run(`CREATE TEMP TABLE failing AS ${sql}`).then(
    () => new RangeError('it stopped before its end'),
    (error: unknown) => error,
  )
}

function noSelect(seen: string, hint?: string): Error {
  return queryRefused({ input, ...notASelect(seen), ...(hint !== undefined && { hint }) })
}
