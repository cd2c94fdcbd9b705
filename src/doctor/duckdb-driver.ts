import type { DuckDBInstance } from '@duckdb/node-api'
import type { Check } from './check.js'
import { driverCheck } from './driver.js'

interface DuckDb {
  readonly DuckDBInstance: Pick<typeof DuckDBInstance, 'create'>
}

export function duckdbDriver(
  load: () => Promise<DuckDb> = () => import('@duckdb/node-api'),
): Check {
  return driverCheck('duckdb', {
    title: 'DuckDB',
    name: '@duckdb/node-api',
    neededBy: 'source.type: duckdb',
    isOptional: true,
    load,
    async exercise(api) {
      const instance = await api.DuckDBInstance.create(':memory:', { threads: '1' })
      try {
        const connection = await instance.connect()
        const reader = await connection.runAndReadAll(
          'SELECT version(), sum(i)::INT FROM range(4) t(i)',
        )
        const [version, sum] = reader.getRows()[0] ?? []
        connection.disconnectSync()
        if (sum !== 6) throw new TypeError(`expected a sum of 6, saw ${String(sum)}`)
        return `version ${String(version).replace(/^v/u, '')}`
      } finally {
        instance.closeSync()
      }
    },
  })
}
