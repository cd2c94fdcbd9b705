import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { copyToPostgres } from '#tools/copy-to-postgres.mjs'
import { startPostgres, type TestPostgres } from '#tools/test-postgres.mjs'
import { readExport } from '../read-export.js'
import { runCli, type CliRun } from '../run-cli.js'
import { data } from './unpack.js'

const path = `${data}/chinook/Chinook_Sqlite.sqlite`
const skip = existsSync(path) ? false : 'the real data are not beside the project'

describe('Chinook exported from SQLite and from Postgres', { skip }, () => {
  let folder = ''
  let server: TestPostgres = { why: 'not started' }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chinook-'))
    server = await startPostgres()
    if (server.url !== undefined) await copyToPostgres({ path, url: server.url })
  })
  after(async () => {
    await rm(folder, { recursive: true })
    if (server.url !== undefined) await server.stop()
  })

  function exportTo(name: string, more: Partial<Exporting> = {}): Promise<CliRun> {
    const recipe = `tests/real-data/recipes/chinook-${more.recipe ?? name}.yaml`
    const args = ['export', recipe, '--out', join(folder, name), ...(more.args ?? [])]
    return runCli(args, { env: { CHINOOK_URL: more.url ?? server.url ?? '' } })
  }

  it('gives the same shards and rejects', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    // Drops some, so that there are rejects to compare.
    const args = ['--set', 'quality.min_text_length=60', '--set', 'output.shard_bytes=100000']
    const runs = await Promise.all(['sqlite', 'postgres'].map((name) => exportTo(name, { args })))
    for (const { code, stderr } of runs) assert.equal(code, 0, stderr)
    const [sqlite, postgres] = ['sqlite', 'postgres'].map((name) => readExport(join(folder, name)))
    assert.equal(sqlite?.manifest.counts.read, 3503)
    assert.ok((sqlite?.manifest.shards.length ?? 0) > 4)
    assert.ok((sqlite?.rejects.length ?? 0) > 100)
    assert.deepEqual(postgres?.manifest.counts, sqlite?.manifest.counts)
    assert.deepEqual(postgres?.manifest.shards, sqlite?.manifest.shards)
    // Where a record stands is told by the source; all else is the same.
    assert.deepEqual(
      postgres?.rejects.map((reject) => ({ ...reject, at: '' })),
      sqlite?.rejects.map((reject) => ({ ...reject, at: '' })),
    )
  })

  it('shows the password of the database nowhere', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    const password = 'n0t-to-be-5een'
    const url = new URL(server.url)
    url.password = password
    const runs = await Promise.all([
      exportTo('with-secret', { recipe: 'postgres', args: ['--json'] }),
      exportTo('dry', { recipe: 'postgres', args: ['--dry-run'] }),
      exportTo('refused', { recipe: 'postgres', url: url.href }),
      exportTo('away', { recipe: 'postgres', url: url.href.replace(url.port, '1') }),
    ])
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 4, 2],
    )
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    assert.ok(files.length > 0)
    for (const text of [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files]) {
      assert.doesNotMatch(text, /n0t-to-be-5een|loradex:secret|:secret@/u)
    }
  })
})

interface Exporting {
  readonly recipe: string
  readonly args: readonly string[]
  readonly url: string
}
