import { addressOf, connectPostgres } from './postgres-client.js'
import { readFailure } from './postgres-error.js'
import type { TableFacts } from './table-facts.js'
import { orAborted } from './until-aborted.js'

/** More tables than anyone can choose from. */
const MOST_TABLES = 1000

/**
 * Tables, materialized views and views that the user may read. `rows` is the planner's estimate, -1
 * for a table that was never analyzed; then its size on the disk stands for it.
 */
const LIST = `
  SELECT c.oid::regclass::text AS sql, c.relkind::text AS kind, c.reltuples::float8 AS rows,
    CASE WHEN to_regclass(quote_ident(c.relname)) = c.oid THEN c.relname::text
      ELSE c.oid::regclass::text END AS name,
    CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid)::float8 END AS bytes,
    ARRAY(
      SELECT json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))::text
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
    ) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
    AND has_table_privilege(c.oid, 'SELECT')
  ORDER BY 1 LIMIT ${MOST_TABLES}`

/** A row of text takes about so much. */
const ROW_BYTES = 200

interface Listed {
  readonly name: string
  readonly sql: string
  readonly kind: string
  readonly rows: number
  readonly bytes: number | null
  readonly columns: readonly string[]
}

/** @throws `source.unreadable`, also when the login is refused; `source.lost` */
export async function listPostgresTables(
  url: string,
  signal?: AbortSignal,
): Promise<readonly TableFacts[]> {
  const client = await connectPostgres(url, signal)
  try {
    const { rows } = await orAborted(client.query<Listed>(LIST), signal)
    return rows.map(({ name, sql, kind, rows: estimate, bytes, columns }) => ({
      name,
      sql,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the query above builds it
      columns: columns.map((text) => JSON.parse(text) as TableFacts['columns'][number]),
      ...(kind !== 'v' && kind !== 'f' && { rows: rowsOf(estimate, bytes) }),
    }))
  } catch (cause) {
    if (signal?.aborted === true) throw cause
    throw readFailure({ input: addressOf(url) ?? 'postgres', cause })
  } finally {
    await client.end().catch(ignore)
  }
}

function rowsOf(estimate: number, bytes: number | null): number {
  return estimate >= 0 ? estimate : Math.ceil((bytes ?? 0) / ROW_BYTES)
}

function ignore(): void {}
