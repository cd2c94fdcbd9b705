import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../test-postgres.mjs'

/**
 * What pages need beside loradex. Each gives `{ env, hidden }`, where `hidden` are texts that are
 * others in the next run, or `{ why }` where it cannot be had. One server serves all pages, with a database for each; `stop` ends it.
 */
export function createProviders() {
  let server
  let databases = 0
  return {
    async postgres() {
      if (spawnSync('psql', ['--version']).status !== 0) return { why: 'there is no psql' }
      server ??= startPostgres()
      const { why, url } = await server
      if (why !== undefined) return { why }
      databases += 1
      const { host, pathname, href } = await createDatabase(url, `page${databases}`)
      return { env: { DATABASE_URL: href }, hidden: [`${host}${pathname}`] }
    },
    async duckdb() {
      return existsSync('node_modules/@duckdb/node-api')
        ? { env: {} }
        : { why: '@duckdb/node-api is not installed' }
    },
    /** Not installed here: the interop tests do that. */
    python() {
      const python = resolve('.partners/datasets/bin/python')
      return existsSync(python) ? { python } : { why: '.partners/datasets is not there' }
    },
    async stop() {
      const started = await server
      await started?.stop?.()
    },
  }
}

async function createDatabase(url, name) {
  const client = new Client(url)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(url), { pathname: `/${name}` })
}
