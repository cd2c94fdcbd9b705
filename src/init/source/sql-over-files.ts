import { queryReason } from './query-reason.js'
import type { FindOptions, FoundSource } from './found-source.js'

/** Records enough to judge a query by. */
const LOOKED_AT = 4000

/** What a query of DuckDB gives; its paths start from the folder of the recipe. */
export function sqlOverFiles(sql: string, { env }: FindOptions): FoundSource {
  const recipe = { type: 'duckdb' as const, sql }
  return {
    recipe,
    looks: [{ source: recipe, most: LOOKED_AT }],
    env,
    name: 'the query',
    reason: queryReason(sql),
    unset: [],
  }
}
