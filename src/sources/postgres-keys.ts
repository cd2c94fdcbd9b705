import type { Client } from 'pg'
import type { GrowingColumn, KeyFacts } from './growing-column.js'
import { quoteName } from './table-or-query.js'

interface KeyedRows extends GrowingColumn {
  /** The query for all rows, in parentheses. */
  readonly rows: string
}

/**
 * Values are the server's text of them. The digest adds up 60 bits of the MD5 of each row, so that no order
 * matters: of changes by accident it misses none in a lifetime. Where rows may change it is not asked for.
 */
export async function postgresKeyFacts(
  client: Client,
  { rows, column, isOfChange, upTo }: KeyedRows & { readonly upTo: string | undefined },
): Promise<KeyFacts> {
  const key = `q.${quoteName(column)}`
  const isEarlier = upTo === undefined ? 'false' : `k <= ${client.escapeLiteral(upTo)}`
  const hash = isOfChange
    ? '0'
    : `('x' || substr(md5(row_to_json(q.*)::text), 1, 15))::bit(60)::bigint`
  const { rows: answers } = await client.query<Readonly<Record<string, string | null>>>(`
    SELECT count(*)::text AS rows, count(k)::text AS keyed, coalesce(sum(h), 0)::text AS digest,
      (count(*) FILTER (WHERE ${isEarlier}))::text AS earlier_rows,
      coalesce(sum(h) FILTER (WHERE ${isEarlier}), 0)::text AS earlier_digest
    FROM (SELECT ${key} AS k, ${hash} AS h FROM ${rows} q) r`)
  const { rows: greatest } = await client.query<{ readonly k: string }>(
    `SELECT ${key}::text AS k FROM ${rows} q WHERE ${key} IS NOT NULL ORDER BY ${key} DESC LIMIT 1`,
  )
  const [facts = {}] = answers
  return {
    rows: Number(facts['rows']),
    keyed: Number(facts['keyed']),
    greatest: greatest[0]?.k,
    digest: String(facts['digest']),
    earlier: { rows: Number(facts['earlier_rows']), digest: String(facts['earlier_digest']) },
  }
}

/** The query, in parentheses, for the rows behind a value, in order; equal values are in that of all text. */
export function postgresKeyedRows(
  client: Client,
  { rows, column, after }: KeyedRows & { readonly after: string | undefined },
): string {
  const key = `q.${quoteName(column)}`
  const where = after === undefined ? '' : ` WHERE ${key} > ${client.escapeLiteral(after)}`
  return `(SELECT * FROM ${rows} q${where} ORDER BY ${key}, q::text)`
}
