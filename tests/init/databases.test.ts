import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'libsql'
import { Client } from 'pg'
import { startPostgres, type TestPostgres } from '#tools/test-postgres.mjs'
import { init, initAndExport, inNewFolder } from './init-in.js'

/** Rows that are more than are looked at. */
const MANY = 20_000

const tables = [
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, amount INTEGER)',
  'CREATE TABLE faq (id INTEGER PRIMARY KEY, question TEXT, answer TEXT)',
  'CREATE TABLE "odd ""name" (id INTEGER PRIMARY KEY, note TEXT)',
  `INSERT INTO "odd ""name" VALUES (1, 'This is a note of several words.')`,
]
const orders = `INSERT INTO orders SELECT v, v * 7 FROM generate_series(1, ${MANY}) AS t(v)`
const faq = (rows: string) =>
  `INSERT INTO faq SELECT n, 'What is number ' || n || '?', 'It is the number ' || n || '.' FROM ${rows}`

/** A table of the numbers `n` from 1, in the SQL of SQLite. */
function countTo(last: number): string {
  return `(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${last}) SELECT n FROM c)`
}

function makeSqlite(folder: string): void {
  const database = new Database(join(folder, 'shop.db'))
  for (const statement of tables) database.exec(statement)
  database.exec(`INSERT INTO orders SELECT n, n * 7 FROM ${countTo(MANY)}`)
  database.exec(faq(countTo(50)))
  database.close()
}

async function makeDuckDb(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'shop.db'))
  const connection = await instance.connect()
  for (const statement of tables) await connection.run(statement)
  await connection.run(orders)
  await connection.run(faq('(SELECT range + 1 AS n FROM range(50))'))
  connection.closeSync()
  instance.closeSync()
}

for (const [kind, make] of [
  ['SQLite', makeSqlite],
  ['DuckDB', makeDuckDb],
] as const) {
  describe(`loradex init of a ${kind} file`, () => {
    it('takes the table whose columns are named as samples need them, and says why', async () => {
      await inNewFolder({}, async (folder) => {
        await make(folder)
        const { manifest, told } = await initAndExport(folder, ['shop.db'])
        assert.deepEqual(manifest.counts, { read: 50, emitted: 50, dropped: {} })
        assert.match(told, /the most promising of 3 tables: 50 rows, columns question and answer/u)
      })
    })

    it('takes the table that is named, whatever its name is', async () => {
      await inNewFolder({}, async (folder) => {
        await make(folder)
        const { manifest } = await initAndExport(folder, ['shop.db', '--table', 'odd "name'])
        assert.equal(manifest.counts.emitted, 1)
      })
    })

    it('looks at rows from all over a large table, and knows how many there are', async () => {
      await inNewFolder({}, async (folder) => {
        await make(folder)
        const { manifest, told } = await initAndExport(folder, ['shop.db', '--table', 'orders'])
        assert.equal(manifest.counts.emitted, MANY)
        const [, looked = '', total] =
          /looked at ([\d,]+) of about ([\d,]+) records/u.exec(told) ?? []
        assert.equal(total, '20,000')
        const count = Number(looked.replace(',', ''))
        assert.ok(count >= 4000 && count <= 16_000, looked)
      })
    })

    it('names the table that was meant when there is none of that name', async () => {
      await inNewFolder({}, async (folder) => {
        await make(folder)
        const { exitCode, stderr } = await init(folder, ['shop.db', '--table', 'fax', '--yes'])
        assert.equal(exitCode, 2)
        assert.match(stderr, /source\.no-match: .*did you mean faq\?\nhint: Write table: faq\./u)
      })
    })
  })
}

describe('loradex init of row ids of SQLite', () => {
  const cases = [
    ['a few that lie far apart', 'n * n * n * n * 1000000', 13, 'all 13 records'],
    ['many that are large', 'n + (1 << 60)', 200_000, '8,000 of about 200,000 records'],
    [
      'as many as an integer has',
      `(n - 10000) * ${2n ** 49n}`,
      MANY,
      '8,000 of about 20,000 records',
    ],
    [
      'one far from all others',
      `iif(n = 1, ${10n ** 15n}, n)`,
      MANY,
      '8,001 of about 20,000 records',
    ],
    [
      'the same, and more than are counted',
      `iif(n = 1, ${10n ** 15n}, n)`,
      110_000,
      '8,001 records',
    ],
  ] as const
  for (const [name, id, count, looked] of cases) {
    it(`looks at no row twice, and knows how many there are: ${name}`, async () => {
      await inNewFolder({}, async (folder) => {
        const database = new Database(join(folder, 'faq.db'))
        database.exec('CREATE TABLE faq (id INTEGER PRIMARY KEY, question TEXT, answer TEXT)')
        const texts = `'What is ' || n || '?', 'It is the number ' || n`
        database.exec(`INSERT INTO faq SELECT ${id}, ${texts} FROM ${countTo(count)}`)
        database.close()
        const { exitCode, stderr, stdout } = await init(folder, ['faq.db', '-n'])
        assert.equal(exitCode, 0, stderr)
        assert.ok(stderr.includes(`looked at ${looked}\n`), stderr)
        if (count < 1000) assert.match(stdout, /max_drop_rate: 0\.05 /u)
      })
    })
  }
})

describe('loradex init of a query to SQLite', () => {
  it('is judged by its rows, and told to have an order', async () => {
    await inNewFolder({}, async (folder) => {
      makeSqlite(folder)
      const query = 'select question as q, answer as a from faq where id <= 30'
      const { manifest, told } = await initAndExport(folder, ['shop.db', '--query', query])
      assert.equal(manifest.counts.emitted, 30)
      assert.match(told, /add an ORDER BY, so that every export reads the rows in the same order/u)
    })
  })
})

describe('loradex init of Postgres', () => {
  let server: TestPostgres = { why: 'not started' }
  before(async () => {
    server = await startPostgres()
    if (server.url === undefined) return
    const client = new Client({ connectionString: server.url })
    await client.connect()
    for (const statement of tables) await client.query(statement)
    await client.query(orders)
    await client.query(faq('generate_series(1, 50) n'))
    await client.query('CREATE SCHEMA sales')
    await client.query('CREATE TABLE sales.faq AS SELECT * FROM faq LIMIT 5')
    await client.query('ANALYZE')
    await client.end()
  })
  after(async () => {
    if (server.url !== undefined) await server.stop()
  })

  it('writes no password, and says which variable to set', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    const { url } = server
    await inNewFolder({}, async (folder) => {
      const { exitCode, stdout, stderr } = await init(folder, [url, '--table', 'faq', '--yes'])
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^ {2}export DATABASE_URL=…/mu)
      const recipe = await readFile(join(folder, 'loradex.yaml'), 'utf8')
      assert.match(recipe, /url: '\$\{DATABASE_URL\}'/u)
      assert.match(recipe, /^# Set DATABASE_URL in the environment before it is run\.$/mu)
      const json = await init(folder, [url, '--table', 'faq', '--json', '--force'])
      assert.deepEqual((JSON.parse(json.stdout) as { environment: string[] }).environment, [
        'DATABASE_URL',
      ])
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      for (const text of [...files, stdout, stderr, json.stdout, json.stderr]) {
        assert.doesNotMatch(text, /secret@|:secret/u)
      }
    })
  })

  it('refers to the variable that holds the URL already, and to no other', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    const { url } = server
    await inNewFolder({}, async (folder) => {
      for (const [args, env] of [
        [[url], { SHOP_URL: url, DATABASE_URL: 'postgres://elsewhere' }],
        [['${SHOP_URL}'], { SHOP_URL: url }],
      ] as const) {
        const { told, manifest } = await initAndExport(
          folder,
          [...args, '--table', 'faq', '--force'],
          { env },
        )
        assert.equal(manifest.counts.emitted, 50)
        assert.match(await readFile(join(folder, 'loradex.yaml'), 'utf8'), /url: '\$\{SHOP_URL\}'/u)
        assert.doesNotMatch(told, /export SHOP_URL/u)
        const again = await init(folder, [...args, '-n', '--table', 'faq'], { env })
        assert.equal(again.exitCode, 0)
      }
      const other = { DATABASE_URL: 'postgres://elsewhere' }
      const { stdout } = await init(folder, [url, '-n', '--table', 'faq'], { env: other })
      assert.match(stdout, /url: '\$\{LORADEX_DATABASE_URL\}'/u)
    })
  })

  it('takes tables of other schemas and odd names, and looks all over a large one', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    const env = { URL: server.url }
    await inNewFolder({}, async (folder) => {
      for (const [table, emitted] of [
        ['sales.faq', 5],
        ['odd "name', 1],
        ['orders', MANY],
      ] as const) {
        const args = ['${URL}', '--table', table, '--force']
        await inNewFolder({}, async (inside) => {
          const { manifest, told } = await initAndExport(inside, args, { env })
          assert.equal(manifest.counts.emitted, emitted)
          if (table === 'orders') assert.match(told, /looked at [\d,]+ of about 20,000 records/u)
        })
      }
      const query = 'select question, answer from faq order by id limit 7'
      const { manifest } = await initAndExport(folder, ['${URL}', '--query', query], { env })
      assert.equal(manifest.counts.emitted, 7)
    })
  })

  it('refuses a wrong password with 4, and a server that is not there with 2', async (test) => {
    if (server.url === undefined) return test.skip(server.why)
    const wrong = new URL(server.url)
    wrong.password = 'n0t-to-be-5een'
    const away = wrong.href.replace(wrong.port, '1')
    await inNewFolder({}, async (folder) => {
      for (const [url, code] of [
        [wrong.href, 4],
        [away, 2],
      ] as const) {
        const { exitCode, stderr } = await init(folder, [url, '--yes'])
        assert.equal(exitCode, code)
        assert.doesNotMatch(stderr, /n0t-to-be-5een/u)
      }
      assert.deepEqual(readdirSync(folder), [])
    })
  })
})
