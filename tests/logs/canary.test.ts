import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Client } from 'pg'
import { startPostgres } from '#tools/test-postgres.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex, type Outcome } from '../end-to-end/run-loradex.js'
import { readEvents } from '../terminal/read-events.js'
import { curious, record, RECORD, SECRET, styles } from './canary-records.js'
import { canarySources, lines, writeFiles, type CanarySource } from './canary-sources.js'

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/good': (response) => response.end(lines),
  '/refused': (response) => response.writeHead(403).end(RECORD),
  '/fails': (response) => response.writeHead(503, RECORD).end(RECORD),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': lines.length + 1 })
    response.write(lines)
    setTimeout(() => response.destroy(), 20)
  },
}
const server = createServer(({ url = '' }, response) =>
  answers[url.split('?')[0] ?? '']?.(response),
)
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
after(() => server.close())
const database = await startPostgres()
after(() => (database.url === undefined ? undefined : database.stop()))

/** The database with a user whose password is the secret, and a table of records. */
async function preparePostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const columns = Object.keys(record).map((column) => `"${column}" text`)
  const values = Object.values(record).map((value) => `'${value}'`)
  await client.query(`CREATE TABLE cases (${columns.join()})`)
  await client.query(`INSERT INTO cases VALUES (${values.join()})`)
  await client.query(`CREATE ROLE canary LOGIN PASSWORD '${SECRET}'`)
  await client.query('GRANT SELECT ON cases TO canary')
  await client.end()
  return Object.assign(new URL(url), { username: 'canary', password: SECRET }).href
}

interface Logged extends Outcome {
  /** All that was logged, at the lowest level. */
  readonly log: string
}

const logFile = 'loradex.log'

async function logged(
  folder: string,
  given: CanarySource,
  args: readonly string[],
): Promise<Logged> {
  const outcome = await runLoradex(['export', '--force', '--out', 'out', ...args], {
    cwd: folder,
    env: { ...given.env, LORADEX_LOG: 'debug', LORADEX_LOG_FILE: logFile },
    stdin: given.stdin === undefined ? [] : [Buffer.from(given.stdin)],
  })
  const log = await readFile(join(folder, logFile), 'utf8')
  await rm(join(folder, logFile))
  return { ...outcome, log }
}

function checkOutcome({ fails = false }: CanarySource, { exitCode, stderr }: Outcome): void {
  assert.equal(exitCode !== 0, fails, stderr)
}

const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`
const prepared = database.url === undefined ? undefined : await preparePostgres(database.url)

for (const given of canarySources(origin, prepared)) {
  describe(`what is told of an export from ${given.name}`, () => {
    for (const style of given.fails ? styles.slice(0, 1) : styles) {
      const name = 'style' in style ? String(style.style) : ''
      const recipe = { ...curious, ...style, source: given.source }
      it(`holds neither records nor secrets, as ${name}`, () =>
        inFolder({ recipe }, async (folder) => {
          await writeFiles(folder)
          const text = await logged(folder, given, [])
          checkOutcome(given, text)
          assert.match(text.log, /"message":"start"/u)
          if (!given.fails) assert.match(text.log, /"message":"shard closed"/u)
          const wire = await logged(folder, given, ['--progress', 'json'])
          checkOutcome(given, wire)
          // The message of a failure is that of the database, which may quote a value.
          const events = readEvents(wire.stderr).map((event) => ({ ...event, message: '' }))
          for (const told of [text.log, wire.log, JSON.stringify(events)]) {
            assert.ok(!told.includes(RECORD), told)
          }
          for (const told of [text.log, wire.log, text.stderr, wire.stderr]) {
            assert.ok(!told.includes(SECRET), told)
          }
        }))
    }
  })
}

describe('the canary', () => {
  it('sings where there is something to hear: in the data and in what refuses it', () =>
    inFolder(
      { recipe: { ...curious, source: { type: 'csv', path: 'twice.csv' } } },
      async (folder) => {
        await writeFiles(folder)
        const { stderr } = await runLoradex(['export'], { cwd: folder })
        assert.ok(stderr.includes(RECORD))
        const set = ['--set', 'source.path=in.csv', '--out', 'out']
        await runLoradex(['export', ...set], { cwd: folder })
        const rejects = await readFile(join(folder, 'out', 'rejects-00000-of-00001.jsonl'), 'utf8')
        assert.ok(rejects.includes(RECORD))
      },
    ))
})
