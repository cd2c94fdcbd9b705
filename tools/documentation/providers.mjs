import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../test-postgres.mjs'

/**
 * What pages need beside loradex. Each gives `{ env, hidden }`, where `hidden` are texts that are
 * others in the next run, or `{ why }` where it cannot be had. One server serves all pages, with a database for each; `stop` ends it.
 */
export function createProviders() {
  let server
  let databases = 0
  let model
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
    /** The interpreter, and what a command has to begin with. */
    python(group = 'datasets') {
      // Not installed here: the interop tests do that.
      const python = resolve('.partners', group, 'bin', 'python')
      if (!existsSync(python)) return { why: `.partners/${group} is not there` }
      if (group !== 'trl') return { python }
      model ??= makeModel(python)
      return { python, env: `MODEL=${model} ` }
    },
    async stop() {
      const started = await server
      await started?.stop?.()
      if (model !== undefined) rmSync(model, { recursive: true })
    },
  }
}

/** A folder with a model that is small enough to train here. */
function makeModel(python) {
  const folder = mkdtempSync(join(tmpdir(), 'model-'))
  const { status, stderr } = spawnSync(python, ['tests/interop/tiny_model.py', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`tiny_model.py ended with ${status}\n${stderr}`)
  return folder
}

async function createDatabase(url, name) {
  const client = new Client(url)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(url), { pathname: `/${name}` })
}
