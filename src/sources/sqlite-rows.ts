import { Buffer, isUtf8 } from 'node:buffer'
import type { Drop } from '../records/verdict.js'
import { MAX_RECORD_BYTES } from './limits.js'
import { doubleText } from './number-text.js'
import { badValue, rowWriter, type WriteValue } from './row-text.js'
import type { SqliteDatabase } from './sqlite-database.js'
import { quoteText, subquery } from './table-or-query.js'

/** A statement that gives rows, and how to write one of them as a record. */
export interface SqliteRows {
  readonly sql: string
  readonly write: (row: readonly unknown[]) => string | Uint8Array | Drop
}

/** SQLite may be built to take no more than 127 arguments: a name and a value for each column. */
const MOST_COLUMNS = 60
/** A control character becomes `\u001f`, and an integer has up to twenty characters. */
const LONGEST_ESCAPE = 6
const LONGEST_NUMBER = 24

interface RowsOptions {
  readonly rows: string
  /** Of the columns. */
  readonly names: readonly string[]
  /** Whether no value is made by a function as it is read. */
  readonly isStored: boolean
}

/**
 * The rows of a query. SQLite itself writes the record where it spells
 * every value of the row as this program does; otherwise, or where the database is not UTF-8, the
 * values come one by one. Both give the same bytes.
 */
export function sqliteRows(
  database: SqliteDatabase,
  { rows: query, names, isStored }: RowsOptions,
): SqliteRows {
  const encoding = encodingOf(database)
  const columns = names.map((_, index) => `c${index}`)
  const all = nameNotIn(query)
  const rows = `WITH ${all}(${columns.join(', ')}) AS ${subquery(query)}`
  const values = columns.map(valueOf)
  const write = valueWriter(encoding)
  const writeValues = rowWriter(names.map((name) => ({ name, write })))
  const textBytes = longestText(names)
  if (encoding !== 'UTF-8' || names.length > MOST_COLUMNS || textBytes < 1) {
    return { sql: `${rows} SELECT ${values.join(', ')} FROM ${all}`, write: writeValues }
  }

  const options = { textBytes, canReals: writesReals(database) }
  const isPlain = columns.map((column) => isPlainValue(column, options)).join(' AND ')
  const members = columns.map(
    (column, index) => `${quoteText(names[index] ?? '')}, ${isStored ? column : bare(column)}`,
  )
  const record = `CASE WHEN is_plain THEN CAST(json_object(${members.join(', ')}) AS BLOB) END`
  const otherwise = values.map((value) => `CASE WHEN is_plain THEN NULL ELSE ${value} END`)
  return {
    // With OFFSET it stays a query of its own: whether a row is plain is asked only once.
    sql: `${rows} SELECT ${[...otherwise, record].join(', ')}
      FROM (SELECT *, ${isPlain} AS is_plain FROM ${all} LIMIT -1 OFFSET 0)`,
    write(row) {
      const json = row[names.length]
      if (!(json instanceof Uint8Array)) return writeValues(row)
      return isUtf8(json) ? json : notUtf8(json, names)
    },
  }
}

/** A table that the query reads must not be taken for the query itself. */
function nameNotIn(query: string): string {
  const text = query.toLowerCase()
  let name = 'q'
  while (text.includes(name)) name += 'q'
  return name
}

function encodingOf(database: SqliteDatabase): string {
  const [row] = database.rows('PRAGMA encoding')
  return String(row?.[0])
}

/** So long may each text be if no record is to be longer than the longest there may be. */
function longestText(names: readonly string[]): number {
  const named = names.reduce((sum, name) => sum + JSON.stringify(name).length * 3, 0)
  const room = MAX_RECORD_BYTES - named - names.length * LONGEST_NUMBER
  return Math.floor(room / LONGEST_ESCAPE / Math.max(1, names.length))
}

/**
 * Text comes as its bytes and blobs as hexadecimal text. The drivers would stop the whole program,
 * or put other characters, at text that is not Unicode.
 */
function valueOf(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'blob' THEN hex(${column}) ELSE ${column} END`
}

/** What a function has made as JSON would otherwise be taken for JSON: it is text like any other. */
function bare(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN ${column} || '' ELSE ${column} END`
}

/**
 * Whether SQLite writes the value as this program does. Reals only with at most twelve digits behind
 * the point and so few before it that the division is exact but for one rounding: the decimal then is
 * the shortest. Only the arc tangent tells zeros apart.
 */
function isPlainValue(
  column: string,
  { textBytes, canReals }: { readonly textBytes: number; readonly canReals: boolean },
): string {
  const real = `CASE WHEN ${column} = 0 THEN atan2(${column}, -1) > 0
    WHEN abs(${column}) BETWEEN 0.0001 AND 900
    THEN CAST(round(${column} * 1e12) AS INTEGER) / 1e12 = ${column} ELSE 0 END`
  return `CASE typeof(${column}) WHEN 'text' THEN octet_length(${column}) <= ${textBytes}
    WHEN 'real' THEN ${canReals ? real : '0'} WHEN 'blob' THEN 0 ELSE 1 END`
}

/** Whether this SQLite spells simple reals with the fewest digits, and has an arc tangent. */
function writesReals(database: SqliteDatabase): boolean {
  const reals = [0, 0.1, 0.691, -0.0001, 1, 100, -899.9, 0.000123456789, 899.999999999999]
  try {
    const texts = reals.map((real) => `json_array(${doubleText(real)}), atan2(-0.0, -1)`)
    const [row = []] = database.rows(`SELECT ${texts.join(', ')}`)
    return reals.every(
      (real, index) => row[index * 2] === `[${doubleText(real)}]` && Number(row[index * 2 + 1]) < 0,
    )
  } catch {
    return false
  }
}

/** SQLite has one set of types for all columns: any column may hold any of them. */
function valueWriter(encoding: string): WriteValue {
  const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })

  return (value, refuse) => {
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'number') {
      return Number.isFinite(value) ? doubleText(value) : refuse(String(value))
    }
    if (typeof value === 'string') return `"${Buffer.from(value, 'hex').toString('base64')}"`
    try {
      if (value instanceof Uint8Array) return JSON.stringify(text.decode(value))
      return refuse(typeof value)
    } catch {
      return refuse(notText(encoding))
    }
  }
}

function notText(encoding: string): string {
  return `text that is not ${encoding}`
}

/** The drop of a record whose JSON has bytes that are not UTF-8: it tells of its first such column. */
function notUtf8(json: Uint8Array, names: readonly string[]): Drop {
  // Byte for byte: the quotes are where they are.
  const record: unknown = JSON.parse(Buffer.from(json).toString('latin1'))
  const column = names.find((name) => {
    const value: unknown = Reflect.get(Object(record), Buffer.from(name).toString('latin1'))
    return typeof value === 'string' && !isUtf8(Buffer.from(value, 'latin1'))
  })
  return badValue(column ?? '', notText('UTF-8'))
}
