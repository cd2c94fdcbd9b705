import { ok, type Check } from './check.js'
import { driverCheck } from './driver.js'

/** What both drivers have in common. */
interface Database {
  exec(sql: string): unknown
  prepare(sql: string): { get(): unknown }
  close(): void
}

interface Libsql {
  readonly default: new (path: string) => Database
}

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => Database
}

export function libsqlDriver(load: () => Promise<Libsql> = () => import('libsql')): Check {
  return driverCheck('libsql', {
    title: 'SQLite (libsql)',
    name: 'libsql',
    neededBy: 'source.type: sqlite, on a Node before 22.16,',
    load,
    exercise: ({ default: Database }) => exercise(new Database(':memory:')),
  })
}

/** Node's own, which is preferred where it is there; on older Nodes it is no fault that it is not. */
export function nodeSqliteDriver(load: () => Promise<NodeSqlite> = loadNodeSqlite): Check {
  const check = driverCheck('node-sqlite', {
    title: 'SQLite (Node)',
    name: 'node:sqlite',
    neededBy: 'source.type: sqlite',
    load,
    exercise: ({ DatabaseSync }) => exercise(new DatabaseSync(':memory:')),
  })
  return {
    ...check,
    async run() {
      const isThere = await load().then(
        () => true,
        (cause: unknown) => !isUnknownBuiltin(cause),
      )
      return isThere ? check.run() : ok('not in this Node; libsql reads SQLite')
    },
  }
}

async function loadNodeSqlite(): Promise<NodeSqlite> {
  // The types of the oldest Node do not know the module.
  const name: string = 'node:sqlite'
  const module: unknown = await import(name)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- used within a check, which fails if not
  return module as NodeSqlite
}

function isUnknownBuiltin(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_BUILTIN_MODULE'
}

function exercise(database: Database): string {
  try {
    database.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2), (3)')
    const row = database.prepare('SELECT sum(n) AS sum, sqlite_version() AS version FROM t').get()
    const members = new Map<string, unknown>(Object.entries(row ?? {}))
    const sum = members.get('sum')
    if (sum !== 6) throw new TypeError(`expected a sum of 6, saw ${String(sum)}`)
    return `version ${String(members.get('version'))}`
  } finally {
    database.close()
  }
}
