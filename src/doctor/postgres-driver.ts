import type { Check } from './check.js'
import { driverCheck } from './driver.js'

/** What is used of pg and pg-cursor here. */
interface Postgres {
  escapeIdentifier(name: string): string
  newCursor(query: string): object
}

async function loadPostgres(): Promise<Postgres> {
  const [{ default: pg }, { default: Cursor }] = await Promise.all([
    import('pg'),
    import('pg-cursor'),
  ])
  return {
    escapeIdentifier: pg.escapeIdentifier,
    newCursor: (query) => new Cursor(query),
  }
}

/** Loads and uses it without a server: with a recipe, the source itself is read. */
export function postgresDriver(load: () => Promise<Postgres> = loadPostgres): Check {
  return driverCheck('postgres', {
    title: 'Postgres',
    name: 'pg',
    neededBy: 'source.type: postgres',
    load,
    exercise({ escapeIdentifier, newCursor }) {
      newCursor('SELECT 1')
      const quoted = escapeIdentifier('a"b')
      if (quoted !== '"a""b"') throw new TypeError(`expected "a""b", saw ${quoted}`)
      return 'pg and pg-cursor load; no server was asked'
    },
  })
}
