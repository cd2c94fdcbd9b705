import { isLoradexError, LoradexError, messageOf } from '../kernel/error.js'
import { nearestWord } from '../kernel/nearest-word.js'
import {
  ambiguousColumn,
  faultBy,
  notASelect,
  queryRefused,
  said,
  syntaxFault,
  unknownColumn,
  unknownFunction,
  unknownTable,
  type FaultPattern,
  type SqlFault,
} from './query-refused.js'
import type { SqliteDatabase } from './sqlite-database.js'

/** What SQLite refuses before anything is read; names that there are come from the database. */
export function sqliteRefused(
  input: string,
  cause: unknown,
  database: SqliteDatabase,
): LoradexError {
  if (isLoradexError(cause)) return cause
  if (DAMAGE.test(messageOf(cause))) return damagedDatabase(input, cause)
  return queryRefused({ input, ...faultOf(messageOf(cause), database), cause })
}

const DAMAGE = /disk image is malformed|corrupt/u
const COPY_AGAIN = 'Check the database with PRAGMA integrity_check, or copy it again.'

function damagedDatabase(input: string, cause: unknown): LoradexError {
  return new LoradexError('source.damaged', {
    message: `${input}: expected an intact database, SQLite says: ${said(messageOf(cause))}`,
    details: { input },
    hint: COPY_AGAIN,
    cause,
  })
}

export function sqliteLost(input: string, cause: unknown): LoradexError {
  const message = messageOf(cause)
  return new LoradexError('source.lost', {
    message: `${input}: expected to read on, SQLite says: ${said(message)}`,
    details: { input },
    hint: /malformed$|corrupt|I\/O/u.test(message)
      ? COPY_AGAIN
      : 'Correct source.query for the rows that it stumbles over.',
    cause,
  })
}

const patterns: readonly FaultPattern<SqliteDatabase>[] = [
  [
    /no such column: (.+)$/u,
    (name, database) => {
      const last = name.split('.').at(-1) ?? name
      return unknownColumn(name, nearestWord(last, namesOf(database, COLUMNS)))
    },
  ],
  [
    /no such table: (?:main\.)?(.+)$/u,
    (name, database) => unknownTable(name, nearestWord(name, namesOf(database, TABLES))),
  ],
  [
    /no such function: (.+)$/u,
    (name, database) => unknownFunction(name, nearestWord(name, namesOf(database, FUNCTIONS))),
  ],
  [/ambiguous column name: (.+)$/u, (name) => ambiguousColumn(name)],
  [/incomplete input/u, () => syntaxFault('')],
  [/only for statements that return data/u, () => notASelect('a statement that gives no rows')],
  // The query stands in parentheses.
  [/(?:near|token:) "([^"]*)/u, (name) => syntaxFault(name === ')' ? '' : name)],
]

function faultOf(message: string, database: SqliteDatabase): SqlFault {
  return (
    faultBy(patterns, message, database) ?? {
      problem: `expected a query that runs, SQLite says: ${said(message)}`,
      hint: 'Correct source.query in the recipe: one SELECT, without parameters.',
    }
  )
}

const TABLES = `SELECT name FROM pragma_table_list
  WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`
const COLUMNS = `SELECT DISTINCT c.name FROM pragma_table_list t
  JOIN pragma_table_info(t.name) c WHERE t.schema = 'main'`
const FUNCTIONS = 'SELECT DISTINCT name FROM pragma_function_list'

function namesOf(database: SqliteDatabase, sql: string): readonly string[] {
  try {
    return Array.from(database.rows(sql), ([name]) => String(name))
  } catch {
    // They are for advice only.
    return []
  }
}
