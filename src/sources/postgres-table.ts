import type { Client } from 'pg'
import { noTable } from './table-or-query.js'

interface Relation {
  /** As it is written in SQL. */
  readonly name: string
  /** `r` table, `p` partitioned table, `m` materialized view, `v` view, `f` foreign table. */
  readonly kind: string
  /** Columns of the primary key, as they are written in SQL. */
  readonly key: readonly string[] | null
}

/** The name as it is, or else as SQL reads it: `public.tracks`. */
const FIND = `
  SELECT c.oid::regclass::text AS name, c.relkind::text AS kind, (
    SELECT array_agg(quote_ident(a.attname) ORDER BY k.place)
    FROM pg_index i
    CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indrelid = c.oid AND i.indisprimary
  ) AS key
  FROM pg_class c
  WHERE c.oid = coalesce(to_regclass(quote_ident($1)), to_regclass($1))`

const LIST = `
  SELECT c.relname::text AS name FROM pg_class c
  WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND pg_table_is_visible(c.oid)
    AND c.relnamespace <> 'pg_catalog'::regnamespace`

/**
 * The query for the rows of a table or view, in the order of its primary key. A table without one
 * comes as it lies on the disk, which stays the same until somebody writes; views have their own
 * order.
 */
export async function tableQuery(client: Client, table: string, input: string): Promise<string> {
  const { rows } = await client.query<Relation>(FIND, [table])
  const [relation] = rows
  if (relation === undefined) {
    throw noTable({
      input,
      name: table,
      known: await listTables(client),
      otherwise:
        'Correct source.table; name the schema too where it needs one, as in sales.orders.',
    })
  }
  const order = relation.key ?? physicalOrder(relation.kind)
  return `SELECT * FROM ${relation.name}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`
}

/** Also where a statement of the transaction has failed; none when that cannot be asked any more. */
export async function tableNames(client: Client): Promise<readonly string[]> {
  try {
    await client.query('ROLLBACK')
    return await listTables(client)
  } catch {
    return []
  }
}

async function listTables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(LIST)
  return rows.map(({ name }) => name)
}

function physicalOrder(kind: string): readonly string[] {
  if (kind === 'r' || kind === 'm') return ['ctid']
  return kind === 'p' ? ['tableoid', 'ctid'] : []
}
