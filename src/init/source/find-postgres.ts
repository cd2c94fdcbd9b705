import { addressOf } from '../../sources/postgres-client.js'
import { listPostgresTables } from '../../sources/list-postgres-tables.js'
import type { TableFacts } from '../../sources/table-facts.js'
import { expandSecrets } from '../../recipe/secrets.js'
import type { Look } from '../sample/sample-records.js'
import { chooseTable } from './choose-table.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { queryReason } from './query-reason.js'
import { secretUrl } from './secret-url.js'

/** Rows read: of a larger table, from all over it. */
const LOOKED_AT = 8000

/** A sample of pages holds more or fewer rows than asked for; with fewer than this, the beginning is read. */
const LEAST = 1000

export async function findPostgres(url: string, options: FindOptions): Promise<FoundSource> {
  const { written, env, unset } = secretUrl(url, options.env, 'DATABASE_URL')
  const revealed = expandSecrets(url, options.env, 'source')
  const name = addressOf(revealed) ?? 'postgres'
  const base = { type: 'postgres' as const, url: written }
  if (options.query !== undefined) {
    const recipe = { ...base, query: options.query }
    return {
      recipe,
      looks: [{ source: recipe, most: LOOKED_AT }],
      env,
      name: `a query to ${name}`,
      reason: queryReason(options.query),
      unset,
    }
  }
  const tables = await listPostgresTables(revealed, options.signal)
  const { table, reason } = await chooseTable(tables, name, options)
  const recipe = { ...base, table: table.name }
  const looks: Look[] = [{ source: recipe, most: LOOKED_AT, ifFewerThan: LEAST }]
  const spread = spreadQuery(table)
  if (spread !== undefined) {
    looks.unshift({ source: { ...base, query: spread }, most: 2 * LOOKED_AT, isPartial: true })
  }
  const { rows } = table
  return {
    recipe,
    looks,
    env,
    name: `${name}#${table.name}`,
    reason,
    unset,
    ...(rows !== undefined && { rows }),
  }
}

/** The same pages every time, without reading the others. Views have no pages. */
function spreadQuery({ sql, rows }: TableFacts): string | undefined {
  if (rows === undefined || rows <= LOOKED_AT) return undefined
  const percent = (100 * LOOKED_AT) / rows
  return `SELECT * FROM ${sql} TABLESAMPLE SYSTEM (${percent.toFixed(6)}) REPEATABLE (0)`
}
