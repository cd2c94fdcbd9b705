import { LoradexError, messageOf } from '../kernel/error.js'
import type { DuckDbApi } from './duckdb-values.js'

/** @throws `source.driver-missing` */
export async function loadDuckDb(): Promise<DuckDbApi> {
  return import('@duckdb/node-api').catch((cause: unknown) => {
    throw new LoradexError('source.driver-missing', {
      message: `expected the driver @duckdb/node-api, saw: ${messageOf(cause)}`,
      details: { driver: '@duckdb/node-api' },
      hint: 'Run `npm install @duckdb/node-api`.',
      cause,
    })
  })
}
