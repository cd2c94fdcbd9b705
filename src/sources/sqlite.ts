import { isLoradexError } from '../kernel/error.js'
import {
  checkColumn,
  checkKeyed,
  keyRange,
  lastKeys,
  newRows,
  type GrowingColumn,
  type KeyFacts,
} from './growing-column.js'
import { isSameSnapshot } from './input-file.js'
import { BATCH_BYTES, PART_BYTES } from './limits.js'
import { notASelect, queryRefused, sameName } from './query-refused.js'
import { rowBatcher } from './row-batcher.js'
import { firstDuplicate } from './row-text.js'
import type { FileSnapshot, KeyRange, Source, SourcePart } from './source.js'
import { openSqlite, type SqliteDatabase } from './sqlite-database.js'
import { sqliteLost, sqliteRefused } from './sqlite-error.js'
import { sqliteRows, type SqliteRows } from './sqlite-rows.js'
import { checkSqliteSnapshot, sqliteSnapshot } from './sqlite-snapshot.js'
import { sqliteKeyedRows, sqliteKeyFacts } from './sqlite-keys.js'
import { findTable, rangesOf, rowsOf, WHOLE_TABLE, type RowIdRange } from './sqlite-table.js'
import type { TableOrQuery } from './table-or-query.js'

export type SqliteOptions = TableOrQuery & {
  readonly path: string
  /** What reports call the file, wherever it lies. @default `path` */
  readonly name?: string
  /** Tells which rows are new: they come in its order. @default rows have an order of their own */
  readonly growingBy?: GrowingColumn
}

/**
 * The rows of a table, view or query of a SQLite database, one JSON object each.
 *
 * Integers are exact; a real is the shortest text that gives it again and always has a point or an
 * exponent (`1.0`); a blob is a base64 string; infinity and text that is not Unicode give the
 * record up as `bad-value`. A table comes in the order of its row ids, cut into parts; everything
 * else in its own order, as one part.
 */
export function sqlite(options: SqliteOptions): Source {
  const { path, name = path, table, query, growingBy } = options
  const input = table === undefined ? name : `${name}#${table}`

  let columns: readonly string[] | undefined

  return {
    id: `sqlite:${input}`,

    columns: () => columns,

    async plan({ partBytes = PART_BYTES, signal }) {
      signal?.throwIfAborted()
      const database = await openSqlite(path, name)
      try {
        const snapshot = await sqliteSnapshot(path)
        columns = select(database).names
        if (growingBy) return [keyedPart(factsOf(database, growingBy, undefined), snapshot)]
        const ranges =
          table === undefined
            ? [WHOLE_TABLE]
            : rangesOf(database, findTable(database, table, input), partBytes)
        return ranges.map((range) => ({ input, path, ...range, snapshot }))
      } catch (cause) {
        throw sqliteRefused(input, cause, database)
      } finally {
        database.close()
      }
    },

    ...(growingBy && {
      async planGrowth(before, { signal }) {
        signal?.throwIfAborted()
        const database = await openSqlite(path, name)
        try {
          const snapshot = await sqliteSnapshot(path)
          columns = select(database).names
          const last = lastKeys(before)
          const facts = factsOf(database, growingBy, last)
          const isToCompare =
            !growingBy.isOfChange && !isSameSnapshot(before.at(-1)?.snapshot, snapshot)
          const toCompare = isToCompare ? before.map((part) => ({ ...part, path, snapshot })) : []
          return {
            added: newRows(facts) > 0 ? [keyedPart(facts, snapshot, last)] : [],
            toCompare: new Map(toCompare.entries()),
            changes: [],
          }
        } catch (cause) {
          throw sqliteRefused(input, cause, database)
        } finally {
          database.close()
        }
      },
    }),

    async *read(part, { batchBytes = BATCH_BYTES, signal } = {}) {
      signal?.throwIfAborted()
      const database = await openSqlite(path, name)
      try {
        const { sql, write } = select(database, part)
        const batcher = rowBatcher(batchBytes)
        let isChecked = false
        for (const row of database.rows(sql)) {
          // With its first row the reader has its view of the data: later changes do not show.
          if (!isChecked) await checkSqliteSnapshot(path, input, part.snapshot)
          isChecked = true
          batcher.add(write(row))
          if (!batcher.isFull()) continue
          const batch = batcher.take()
          if (batch) yield batch
          signal?.throwIfAborted()
        }
        if (!isChecked) await checkSqliteSnapshot(path, input, part.snapshot)
        const rest = batcher.take()
        if (rest) yield rest
      } catch (cause) {
        throw lost(input, cause, signal)
      } finally {
        database.close()
      }
    },
  }

  function keyedPart(facts: KeyFacts, snapshot: FileSnapshot, before?: KeyRange): SourcePart {
    const keys = keyRange(facts, before)
    const size = { amount: newRows(facts), unit: 'records' } as const
    return { input, path, ...WHOLE_TABLE, keys, snapshot, size }
  }

  function factsOf(
    database: SqliteDatabase,
    { column }: GrowingColumn,
    before: KeyRange | undefined,
  ): KeyFacts {
    const place = { input, column }
    const { rows } = allRows(database)
    checkColumn(place, database.columns(rows))
    const facts = sqliteKeyFacts(database, { rows, column, upTo: before?.upTo })
    checkKeyed(place, facts)
    return facts
  }

  function allRows(database: SqliteDatabase, range: RowIdRange = WHOLE_TABLE): AllRows {
    if (table === undefined) return { rows: query, isStored: false }
    const found = findTable(database, table, input)
    return { rows: rowsOf(found, range), isStored: found.isStored }
  }

  /** The statement that gives the rows of a range, and how to write one. */
  function select(database: SqliteDatabase, range: KeyedRange = WHOLE_TABLE): Selection {
    const { rows: all, isStored } = allRows(database, range)
    const rows =
      growingBy && range.keys
        ? sqliteKeyedRows(database, { rows: all, ...growingBy, keys: range.keys })
        : all
    const names = database.columns(rows)
    if (names.length === 0) {
      throw queryRefused({ input, ...notASelect('a statement that gives no rows') })
    }
    const duplicate = firstDuplicate(names)
    if (duplicate !== undefined) throw sameName(input, duplicate)
    const { sql, write } = sqliteRows(database, { rows, names, isStored })
    // Refuses what is not one SELECT, such as a second statement, before anything is read.
    database.columns(sql)
    return { names, sql, write }
  }
}

type KeyedRange = RowIdRange & Pick<SourcePart, 'keys'>

interface AllRows {
  /** The query for them. */
  readonly rows: string
  readonly isStored: boolean
}

interface Selection extends SqliteRows {
  /** Of the columns. */
  readonly names: readonly string[]
}

function lost(input: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (isLoradexError(cause) || (signal?.aborted === true && cause === signal.reason)) return cause
  return sqliteLost(input, cause)
}
