import { driverMissing } from './driver-missing.js'
import type { DuckDbApi } from './duckdb-values.js'

/** @throws `source.driver-missing` */
export async function loadDuckDb(): Promise<DuckDbApi> {
  return import('@duckdb/node-api').catch((cause: unknown) => {
    throw driverMissing({ driver: '@duckdb/node-api', cause })
  })
}
