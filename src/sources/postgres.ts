import type { Client } from 'pg'
import { LoradexError } from '../kernel/error.js'
import type { Drop } from '../records/verdict.js'
import { driverMissing } from './driver-missing.js'
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
import { MAX_RECORD_BYTES } from './limits.js'
import { addressOf, connectPostgres } from './postgres-client.js'
import { readFailure } from './postgres-error.js'
import { postgresKeyedRows, postgresKeyFacts } from './postgres-keys.js'
import { isMissingTable, type UserQuery } from './postgres-server-error.js'
import { tableNames, tableQuery } from './postgres-table.js'
import { sameName } from './query-refused.js'
import { firstDuplicate, withoutLineEnds } from './row-text.js'
import type { Growth, KeyRange, PlanOptions, Source, SourcePart } from './source.js'
import { lineTooLong } from './split-lines.js'
import { rowLines } from './spool-rows.js'
import { readSpool, spoolRecords } from './spool.js'
import { subquery, type TableOrQuery } from './table-or-query.js'
import { orAborted } from './until-aborted.js'

export type PostgresOptions = TableOrQuery & {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Tells which rows are new: they come in its order. @default rows have an order of their own */
  readonly growingBy?: GrowingColumn
}

/** More rows at a time do not make a cursor faster. */
const MAX_ROWS = 5000
/** Rows are fetched so many at a time that they hold about so much. */
const FETCH_UNITS = 1024 * 1024

/** Values are then spelled the same whatever the server, the database or the user is set to. */
const SESSION = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  `SET LOCAL TimeZone = 'UTC'`,
  `SET LOCAL IntervalStyle = 'iso_8601'`,
  'SET LOCAL extra_float_digits = 1',
  `SET LOCAL bytea_output = 'hex'`,
  `SET LOCAL client_encoding = 'UTF8'`,
]

/**
 * The rows of a table, view or query of a Postgres database, one JSON object each, as the server
 * writes them (`row_to_json`).
 *
 * Integers and `numeric` are exact, floats the shortest text that gives them again; json and jsonb
 * are kept; dates and timestamps are ISO 8601, those with a zone in UTC (`+00:00`); `bytea` is
 * hexadecimal after `\x`. What JSON has no number for is text: `"NaN"`, `"infinity"`.
 *
 * All rows are read in one read-only transaction, in the order of the query or of the primary key.
 */
export function postgres(options: PostgresOptions): Source {
  const { url, table, query, growingBy } = options
  const address = addressOf(url) ?? 'postgres'
  const input = table === undefined ? address : `${address}#${table}`

  return {
    id: `postgres:${input}`,

    plan: async (planOptions) => (await copyRows(planOptions, undefined)).added,

    ...(growingBy && {
      planGrowth: (before: readonly SourcePart[], planOptions: PlanOptions) =>
        copyRows(planOptions, lastKeys(before)),
    }),

    read: readSpool,
  }

  /** Of all rows, or of those behind an earlier copy. */
  async function copyRows(planOptions: PlanOptions, before: KeyRange | undefined): Promise<Growth> {
    const { signal } = planOptions
    signal?.throwIfAborted()
    const client = await connectPostgres(url, signal)
    try {
      const { rows, facts } = await orAborted(openRows(client, before), signal)
      const changes = facts ? changedRows(input, before, facts) : []
      const isWanted = changes.length === 0 && !(before && facts && newRows(facts) === 0)
      const parts = isWanted
        ? await spoolRecords(rowLines(await orAborted(rows(), signal)), { ...planOptions, input })
        : []
      const range = facts && keyRange(facts, before)
      const added = growingBy && range ? copiedRows(parts, { facts, growingBy, range }) : parts
      return { added, toCompare: new Map(), changes }
    } finally {
      await client.end().catch(ignore)
    }
  }

  async function openRows(client: Client, before: KeyRange | undefined): Promise<OpenedRows> {
    let written: UserQuery | undefined
    try {
      for (const statement of SESSION) await client.query(statement)
      await checkEncoding(client, input)
      const rows = subquery(table === undefined ? query : await tableQuery(client, table, input))
      if (query !== undefined) written = { start: 'SELECT * FROM ('.length, length: query.length }
      // With a name it is prepared, and then it must be one statement: none can end the transaction.
      const text = `SELECT * FROM ${rows} q LIMIT 0`
      const { fields } = await client.query({ name: 'columns', text })
      const names = fields.map(({ name }) => name)
      const duplicate = firstDuplicate(names)
      if (duplicate !== undefined) throw sameName(input, duplicate)
      if (!growingBy) return { rows: () => fetchRows(client, { rows, input }) }
      const place = { input, column: growingBy.column }
      checkColumn(place, names)
      const keyed = { rows, column: growingBy.column, isOfChange: growingBy.isOfChange }
      const facts = await postgresKeyFacts(client, { ...keyed, upTo: before?.upTo })
      checkKeyed(place, facts)
      const newest = postgresKeyedRows(client, { ...keyed, after: before?.upTo })
      return { rows: () => fetchRows(client, { rows: newest, input }), facts }
    } catch (cause) {
      const tables = isMissingTable(cause) ? await tableNames(client) : []
      throw readFailure({ input, cause }, written && { ...written, tables })
    }
  }
}

interface OpenedRows {
  /** To be called once. */
  readonly rows: () => Promise<AsyncIterable<readonly (string | Drop)[]>>
  /** Where a column tells which rows are new. */
  readonly facts?: KeyFacts
}

async function fetchRows(
  client: Client,
  { rows, input }: { readonly rows: string; readonly input: string },
): Promise<AsyncIterable<readonly (string | Drop)[]>> {
  const { default: Cursor } = await import('pg-cursor').catch((cause: unknown) => {
    throw driverMissing({ driver: 'pg-cursor', packages: 'pg pg-cursor', cause })
  })
  // A record that is too long never leaves the server; OFFSET 0 has each written only once.
  const texts = `SELECT row_to_json(q.*)::text AS record FROM ${rows} q OFFSET 0`
  const cursor = client.query(
    new Cursor<readonly unknown[]>(
      `SELECT CASE WHEN octet_length(record) <= ${MAX_RECORD_BYTES} THEN record
        ELSE octet_length(record)::text END FROM (${texts}) r`,
      [],
      { rowMode: 'array' },
    ),
  )
  return fetchAll()

  async function* fetchAll(): AsyncGenerator<readonly (string | Drop)[], void, undefined> {
    try {
      for (let count = 100; ;) {
        const fetched = await cursor.read(count)
        if (fetched.length === 0) return
        const records = fetched.map(([text]) => recordOf(String(text)))
        yield records
        const units = fetched.reduce((sum, [text]) => sum + String(text).length, 0)
        const rowUnits = Math.ceil(units / fetched.length)
        count = Math.min(MAX_ROWS, Math.max(1, Math.floor(FETCH_UNITS / rowUnits)))
      }
    } catch (cause) {
      throw readFailure({ input, cause })
    }
  }
}

function recordOf(text: string): string | Drop {
  return text.startsWith('{') ? withoutLineEnds(text) : lineTooLong(Number(text), MAX_RECORD_BYTES)
}

/** In such a database text may be anything; the server would pass it on unchecked. */
async function checkEncoding(client: Client, input: string): Promise<void> {
  const { rows } = await client.query<{ readonly server_encoding: string }>('SHOW server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'SQL_ASCII') return
  throw new LoradexError('source.encoding', {
    message: `${input}: expected a database of a known encoding, saw SQL_ASCII`,
    details: { input, encoding },
    hint: 'Export the data with pg_dump into a database of encoding UTF8.',
  })
}

function ignore(): void {}
