import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { LoradexError, messageOf } from '../kernel/error.js'
import { systemFailure } from '../kernel/system-failure.js'
import { driverMissing } from './driver-missing.js'
import { kindOfFile, wrongKind } from './file-kind.js'
import { nearestAs } from './nearest-path.js'
import { noFile } from './no-match.js'
import { unreadableFile } from './unreadable-file.js'

/** A SQLite file opened for reading only. The opener closes it. */
export interface SqliteDatabase {
  /** The names of the columns that the query gives. */
  columns(sql: string): readonly string[]
  /** Integers come as bigint, reals as number, text as string, blobs as bytes. */
  rows(sql: string): Iterable<readonly unknown[]>
  close(): void
}

/** What `node:sqlite` and libsql have in common, once set to give arrays and bigints. */
interface Statement {
  columns(): readonly { readonly name: string }[]
  iterate(): Iterable<unknown>
}

interface Connection {
  prepare(sql: string): Statement
  close(): void
}

/** The parts of `node:sqlite` that are used. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: object) => NodeDatabase
}

interface NodeDatabase {
  prepare(sql: string): NodeStatement
  close(): void
}

interface NodeStatement extends Statement {
  setReadBigInts(enabled: boolean): void
  setReturnArrays(enabled: boolean): void
}

/** Writers hold the lock for moments; the reader waits so long before it gives up. */
const BUSY_TIMEOUT_MS = 5000

/** Opens the file with `node:sqlite` where that can do it, and with libsql elsewhere. */
export async function openSqlite(path: string, input: string): Promise<SqliteDatabase> {
  await checkFile(path, input)
  const connect = (await nodeSqlite()) ?? (await libsql())
  let connection: Connection | undefined
  try {
    connection = connect(path)
    const database = wrap(connection)
    run(database, `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    run(database, 'SELECT count(*) FROM sqlite_schema')
    return database
  } catch (cause) {
    connection?.close()
    throw await cannotOpen(path, input, cause)
  }
}

function wrap(connection: Connection): SqliteDatabase {
  return {
    columns: (sql) =>
      connection
        .prepare(sql)
        .columns()
        .map(({ name }) => name),
    *rows(sql) {
      for (const row of connection.prepare(sql).iterate()) {
        // Both drivers are set to give arrays.
        if (Array.isArray(row)) yield row
      }
    },
    close: () => connection.close(),
  }
}

function run(database: SqliteDatabase, sql: string): void {
  for (const _row of database.rows(sql)) continue
}

async function nodeSqlite(): Promise<((path: string) => Connection) | undefined> {
  // The types of the oldest Node do not know the module, nor does that Node.
  const name: string = 'node:sqlite'
  const module: unknown = await import(name).catch(() => undefined)
  if (!isUsable(module)) return undefined
  const { DatabaseSync } = module
  return (path) => {
    const database = new DatabaseSync(path, { readOnly: true })
    return {
      prepare(sql) {
        const statement = database.prepare(sql)
        statement.setReadBigInts(true)
        statement.setReturnArrays(true)
        return statement
      },
      close: () => database.close(),
    }
  }
}

/** Node 22.13 has the module, 22.16 all that is used of it. */
function isUsable(module: unknown): module is NodeSqlite {
  if (typeof module !== 'object' || module === null || !('StatementSync' in module)) return false
  const { StatementSync } = module
  if (typeof StatementSync !== 'function') return false
  const methods: unknown = StatementSync.prototype
  return (
    typeof methods === 'object' &&
    methods !== null &&
    'columns' in methods &&
    'setReturnArrays' in methods
  )
}

async function libsql(): Promise<(path: string) => Connection> {
  const { default: Database } = await import('libsql').catch((cause: unknown) => {
    const otherwise = ', or use Node 22.16 or newer, which reads SQLite itself'
    throw driverMissing({ driver: 'libsql', otherwise, cause })
  })
  return (path) => {
    const database = new Database(`${pathToFileURL(path).href}?mode=ro`)
    return {
      prepare: (sql) => database.prepare(sql).raw().safeIntegers(),
      close: () => database.close(),
    }
  }
}

/** The drivers would make a missing file, and call a folder a database that is not one. */
async function checkFile(path: string, input: string): Promise<void> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw systemFailure(cause)?.code === 'ENOENT'
      ? noFile(input, { expected: EXPECTED, meant: nearestAs(input, path) })
      : unreadableFile(input, cause, EXPECTED)
  })
  if (stats.isFile()) return
  throw new LoradexError('source.not-a-file', {
    message: `${input}: expected ${EXPECTED}, saw something that is not a file`,
    details: { input },
    hint: 'Name the database file itself in source.path.',
  })
}

const EXPECTED = 'a SQLite database'

async function cannotOpen(path: string, input: string, cause: unknown): Promise<LoradexError> {
  const failure = systemFailure(cause)
  if (failure) return unreadableFile(input, cause, EXPECTED)
  const message = messageOf(cause)
  if (message.includes('not a database')) {
    const kind = await kindOfFile(path)
    const seen = kind ?? { name: 'another kind of file, or an encrypted one' }
    if (seen.type !== 'sqlite') return wrongKind({ input, expected: EXPECTED, seen })
  }
  const { seen, hint } = openingFaults.find(({ says }) => says.test(message)) ?? isDamaged
  return new LoradexError('source.unreadable', {
    message: `${input}: expected ${EXPECTED} that opens, saw ${seen}`,
    details: { input },
    hint,
    cause,
  })
}

const openingFaults = [
  {
    says: /locked|busy/u,
    seen: 'one that is locked',
    hint: 'Wait until the program that writes to it has finished.',
  },
  {
    says: /readonly database/u,
    seen: 'one with a write-ahead log, in a folder that cannot be written',
    hint: 'Copy it, with the -wal file beside it if there is one, into a folder that you may write to.',
  },
]

const isDamaged = {
  seen: 'one that is damaged',
  hint: 'Check it with PRAGMA integrity_check, or copy it again.',
}
