import type { PartSize } from './source.js'
import type { SqliteDatabase } from './sqlite-database.js'
import { noTable, quoteName, quoteText } from './table-or-query.js'

/** Row ids from `start` on and below `end`. */
export interface RowIdRange {
  readonly start: number
  readonly end: number
}

/** A range, with the number of its rows where they were counted. */
export interface CountedRange extends RowIdRange {
  readonly size?: PartSize
}

export interface SqliteTable {
  /** Its name in SQL. */
  readonly sql: string
  /** How its rows are told apart and ordered: row ids where it has them. */
  readonly order: readonly string[]
  readonly hasRowIds: boolean
  /** Whether all values lie in the file: none is made by a function as it is read. */
  readonly isStored: boolean
}

/** Bounds that bound nothing: SQLite has larger row ids than a number can hold exactly. */
export const WHOLE_TABLE: RowIdRange = {
  start: Number.MIN_SAFE_INTEGER,
  end: Number.MAX_SAFE_INTEGER,
}

/** @throws `source.no-match` when there is no such table or view. */
export function findTable(database: SqliteDatabase, name: string, input: string): SqliteTable {
  const sql = quoteName(name)
  const known = [
    ...database.rows(`SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'`),
  ]
  const found = known.find(([other]) => String(other).toLowerCase() === name.toLowerCase())
  if (found === undefined) {
    const names = known.map(([other]) => String(other))
    throw noTable({ input, name, known: names.filter((other) => !other.startsWith('sqlite_')) })
  }
  const [, type, isWithoutRowId] = found
  if (type !== 'table') return { sql, order: [], hasRowIds: false, isStored: false }
  const columns = database.columns(`SELECT * FROM ${sql}`).map((column) => column.toLowerCase())
  const rowId = ['rowid', '_rowid_', 'oid'].find((alias) => !columns.includes(alias))
  const [made] = database.rows(
    `SELECT name FROM pragma_table_xinfo(${quoteText(name)}) WHERE hidden > 1`,
  )
  const isStored = made === undefined
  if (isWithoutRowId === 0n && rowId !== undefined) {
    return { sql, order: [rowId], hasRowIds: true, isStored }
  }
  const key = database.rows(
    `SELECT name FROM pragma_table_info(${quoteText(name)}) WHERE pk > 0 ORDER BY pk`,
  )
  const order = Array.from(key, ([column]) => quoteName(String(column)))
  return { sql, order, hasRowIds: false, isStored }
}

/** The query for the rows of the range. */
export function rowsOf(table: SqliteTable, { start, end }: RowIdRange): string {
  const [rowId] = table.order
  const bounds = [
    start > WHOLE_TABLE.start ? `${rowId} >= ${start}` : '',
    end < WHOLE_TABLE.end ? `${rowId} < ${end}` : '',
  ].filter((bound) => bound !== '')
  const where = bounds.length > 0 ? ` WHERE ${bounds.join(' AND ')}` : ''
  const order = table.order.length > 0 ? ` ORDER BY ${table.order.join(', ')}` : ''
  return `SELECT * FROM ${table.sql}${where}${order}`
}

/**
 * Ranges of as many rows each as the average row allows for `partBytes`. The table is walked once
 * to count it and once to find the cuts.
 */
export function rangesOf(
  database: SqliteDatabase,
  table: SqliteTable,
  partBytes: number,
): readonly CountedRange[] {
  const [rowId] = table.order
  if (!table.hasRowIds || rowId === undefined) return [WHOLE_TABLE]
  const rowCount = numberOf(database, `SELECT count(*) FROM ${table.sql}`)
  const pageCount = numberOf(database, 'PRAGMA page_count')
  const bytes = pageCount * numberOf(database, 'PRAGMA page_size')
  const rowsPerPart = Math.max(1, Math.floor((rowCount * partBytes) / Math.max(1, bytes)))

  const lowest = numberOf(database, `SELECT min(${rowId}) FROM ${table.sql}`)
  const highest = numberOf(database, `SELECT max(${rowId}) FROM ${table.sql}`)
  if (!(lowest > WHOLE_TABLE.start && highest < WHOLE_TABLE.end)) {
    return [{ ...WHOLE_TABLE, size: rows(rowCount) }]
  }

  const starts = [WHOLE_TABLE.start]
  for (let start: number | undefined = lowest; start !== undefined;) {
    const next = `SELECT ${rowId} FROM ${table.sql} WHERE ${rowId} >= ${start}`
    const [row] = database.rows(`${next} ORDER BY ${rowId} LIMIT 1 OFFSET ${rowsPerPart}`)
    start = row === undefined ? undefined : Number(row[0])
    if (start !== undefined) starts.push(start)
  }
  return starts.map((start, index) => ({
    start,
    end: starts[index + 1] ?? WHOLE_TABLE.end,
    size: rows(Math.min(rowsPerPart, rowCount - index * rowsPerPart)),
  }))
}

function rows(amount: number): PartSize {
  return { amount, unit: 'records' }
}

/** The number that the query gives; 0 for null. */
function numberOf(database: SqliteDatabase, sql: string): number {
  const [row] = database.rows(sql)
  return Number(row?.[0] ?? 0)
}
