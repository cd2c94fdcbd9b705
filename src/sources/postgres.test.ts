import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Client } from 'pg'
import { startPostgres } from '../../tools/test-postgres.mjs'
import { isLoradexError, type LoradexError } from '../kernel/error.js'
import { postgres } from './postgres.js'
import { describeSourceContract, readAll } from './source.contract.js'
import type { PlanOptions, Source } from './source.js'
import type { TableOrQuery } from './table-or-query.js'

const server = await startPostgres()
const { url = '', why } = server
const skip = why ?? false
after(() => (server.url === undefined ? undefined : server.stop()))

let spoolFolder = ''
before(async () => (spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))))
after(() => rm(spoolFolder, { recursive: true }))

async function execute(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

function sourceOf(target: TableOrQuery, serverUrl = url): Source {
  return postgres({ url: serverUrl, ...target })
}

async function textsOf(target: TableOrQuery): Promise<readonly string[]> {
  const source = sourceOf(target)
  return readAll(source, await source.plan({ spoolFolder }))
}

async function failureOf(
  target: TableOrQuery,
  { serverUrl = url, ...options }: { serverUrl?: string } & Partial<PlanOptions> = {},
): Promise<LoradexError> {
  try {
    await sourceOf(target, serverUrl).plan({ spoolFolder, ...options })
  } catch (error) {
    assert.ok(isLoradexError(error), inspect(error))
    return error
  }
  return assert.fail('the plan succeeded')
}

if (server.url !== undefined) {
  let tables = 0
  describeSourceContract('postgres', {
    async open(records) {
      const table = `contract_${(tables += 1)}`
      const values = records.map((record, index) => `(${index}, '${record}'::json)`).join(', ')
      await execute(
        `CREATE TABLE ${table} (n integer PRIMARY KEY, text text)`,
        `INSERT INTO ${table} SELECT n, record->>'text' FROM
          (SELECT NULL::int, NULL::json WHERE false ${records.length > 0 ? `UNION ALL VALUES ${values}` : ''}) r(n, record)`,
      )
      return sourceOf({ table })
    },
  })
}

describe('postgres', { skip }, () => {
  it('writes every number exactly', async () => {
    assert.deepEqual(
      await textsOf({
        query: `SELECT 9223372036854775807 a, 1.10::numeric b, 12345678901234567890123456789.5 c,
          0.1::float8 d, 0.1::float4 e, 1e300::float8 f, -0.0::float8 g`,
      }),
      [
        '{"a":9223372036854775807,"b":1.10,"c":12345678901234567890123456789.5,"d":0.1,"e":0.1,"f":1e+300,"g":-0}',
      ],
    )
  })

  it('writes what JSON has no number for as text', async () => {
    assert.deepEqual(
      await textsOf({
        query: `SELECT 'NaN'::numeric a, 'NaN'::float8 b, '-Infinity'::float8 c,
          'infinity'::timestamp d, '-infinity'::date e`,
      }),
      ['{"a":"NaN","b":"NaN","c":"-Infinity","d":"infinity","e":"-infinity"}'],
    )
  })

  it('writes times in ISO 8601 and in UTC, whatever the server is set to', async () => {
    await execute(
      `ALTER ROLE loradex SET TimeZone = 'Asia/Tokyo'`,
      `ALTER ROLE loradex SET DateStyle = 'German'`,
      `ALTER ROLE loradex SET extra_float_digits = -4`,
    )
    assert.deepEqual(
      await textsOf({
        query: `SELECT '2024-02-29 12:00:00.5+02'::timestamptz a, '10000-01-01'::timestamp b,
          '2024-02-29'::date c, '1 mon 2 days 3 s'::interval d, 1.1::float8 e`,
      }),
      [
        '{"a":"2024-02-29T10:00:00.5+00:00","b":"10000-01-01T00:00:00","c":"2024-02-29","d":"P1M2DT3S","e":1.1}',
      ],
    )
  })

  it('keeps json on one line, and writes arrays, bytes and null', async () => {
    assert.deepEqual(
      await textsOf({
        query: String.raw`SELECT E'{"b": 1.0,\r\n "a": [1]}'::json a, '{"b":1.0}'::jsonb b,
          ARRAY[1, NULL] c, '\x00ff'::bytea d, NULL e, E'\n"😀' f`,
      }),
      [
        String.raw`{"a":{"b": 1.0,   "a": [1]},"b":{"b": 1.0},"c":[1,null],"d":"\\x00ff","e":null,"f":"\n\"😀"}`,
      ],
    )
  })

  it('reads more rows than are fetched at a time, in the order of the query', async () => {
    const texts = await textsOf({
      query: 'SELECT i AS n FROM generate_series(1, 12345) i ORDER BY i DESC -- all\n;',
    })
    assert.equal(texts.length, 12345)
    assert.equal(texts[0], '{"n":12345}')
    assert.equal(texts.at(-1), '{"n":1}')
  })

  it('gives up a record that is too long, and only that one', async () => {
    const source = sourceOf({
      query: `SELECT repeat('x', n) t FROM (VALUES (1), (70000000), (2)) v(n)`,
    })
    const drops: unknown[] = []
    for (const part of await source.plan({ spoolFolder })) {
      for await (const { damaged } of source.read(part)) {
        drops.push(...Array.from(damaged ?? [], ([, { code, observed }]) => [code, observed]))
      }
    }
    assert.deepEqual(drops, [['line-too-long', 70_000_008]])
  })

  it('reads a table in the order of its key, and one without key as it lies there', async () => {
    await execute(
      'CREATE SCHEMA other',
      'CREATE TABLE other."My ""table" (b integer, "A" text, PRIMARY KEY ("A", b))',
      `INSERT INTO other."My ""table" VALUES (2, 'x'), (1, 'x'), (3, 'a')`,
      'CREATE TABLE keyless (t text, keyless integer)',
      `INSERT INTO keyless VALUES ('b', 1), ('a', 2)`,
      'CREATE VIEW turned AS SELECT t FROM keyless ORDER BY t',
    )
    assert.deepEqual(await textsOf({ table: 'other."My ""table"' }), [
      '{"b":3,"A":"a"}',
      '{"b":1,"A":"x"}',
      '{"b":2,"A":"x"}',
    ])
    const keyless = ['{"t":"b","keyless":1}', '{"t":"a","keyless":2}']
    assert.deepEqual(await textsOf({ table: 'keyless' }), keyless)
    assert.deepEqual(await textsOf({ table: 'public.keyless' }), keyless)
    assert.deepEqual(await textsOf({ table: 'turned' }), ['{"t":"a"}', '{"t":"b"}'])
    const { code, hint } = await failureOf({ table: 'keyles' })
    assert.equal(code, 'source.no-match')
    assert.equal(hint, 'Write table: keyless.')
  })

  const refusals = {
    'SELECT 1 +': /expected one SELECT, saw its end too early$/u,
    'SELECT a FROM nowhere': /saw "nowhere" at character 15 of the query$/u,
    'SELECT t FROM keyles': /saw "keyles" at character 15 of the query, did you mean keyless\?/u,
    'SELECT keyles FROM keyless':
      /saw "keyles" at character 8 .*, did you mean keyless\.keyless\?/u,
    'SELECT nosuch(1)': /a function that there is, saw "nosuch"/u,
    'SELECT 1 AS a, 2 AS a': /"a" twice/u,
    'DROP TABLE keyless': /one SELECT, saw a mistake at "TABLE"/u,
    'DELETE FROM keyless': /one SELECT, saw a mistake at "FROM"/u,
    'SELECT 1) q; COMMIT; DROP TABLE keyless; SELECT (1': /one SELECT, saw several statements/u,
    "SELECT nextval('counter')": /only reads, saw one that writes/u,
    'SELECT 1 / (n - 2) FROM generate_series(1, 3) n': /division by zero/u,
    'SELECT $1': /parameter/u,
  }
  for (const [query, expected] of Object.entries(refusals)) {
    it(`refuses ${query}`, async () => {
      await execute('CREATE SEQUENCE IF NOT EXISTS counter')
      const { code, message } = await failureOf({ query })
      assert.equal(code, 'source.query-refused', message)
      assert.match(message, expected)
    })
  }

  it('says that the login was refused, and never shows the password', async () => {
    const serverUrl = url.replace(':secret@', ':wr0ng-pass@')
    const error = await failureOf({ query: 'SELECT 1' }, { serverUrl })
    assert.equal(error.code, 'source.unreadable')
    assert.deepEqual(error.details, {
      input: url.replace(':secret', ''),
      reason: 'login-refused',
    })
    assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /wr0ng-pass/u)
    assert.doesNotMatch(sourceOf({ table: 't' }).id, /secret/u)
  })

  it('says that a database or a server is not there', async () => {
    const unused = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => unused.once('listening', resolve))
    const address = unused.address()
    await new Promise((resolve) => unused.close(resolve))
    assert.ok(typeof address === 'object' && address !== null)
    for (const serverUrl of [
      `${url}x`,
      url.replace(/:\d+\//u, `:${address.port}/`),
      'not a url: secret',
    ]) {
      const error = await failureOf({ query: 'SELECT 1' }, { serverUrl })
      const isServer = serverUrl === `${url}x`
      assert.equal(error.code, isServer ? 'source.not-found' : 'source.unreadable')
      assert.doesNotMatch(inspect(error, { depth: 20 }), /secret/u)
    }
  })

  it('fails when the connection is lost while it reads', async () => {
    let isKilled = false
    const error = await failureOf(
      { query: `SELECT n, repeat('x', 1000) FROM generate_series(1, 1000000) n` },
      {
        onSpool() {
          if (isKilled) return
          isKilled = true
          void execute(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loradex'`,
          )
        },
      },
    )
    assert.equal(error.code, 'source.lost', error.message)
  })

  it('stops while the server is silent', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const plan = sourceOf({ query: 'SELECT pg_sleep(60)' }).plan({
      spoolFolder,
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(reason), 50)
    await assert.rejects(plan, reason)
  })

  it('sees one state of the data, whatever others write meanwhile', async () => {
    await execute(
      'CREATE TABLE busy (n integer PRIMARY KEY, t text)',
      `INSERT INTO busy SELECT n, repeat('x', 900) FROM generate_series(1, 20000) n`,
    )
    const source = sourceOf({ table: 'busy' })
    let writing: Promise<void> | undefined
    const parts = await source.plan({
      spoolFolder,
      onSpool() {
        writing ??= execute('DELETE FROM busy', 'INSERT INTO busy VALUES (0)')
      },
    })
    await writing
    const texts = await readAll(source, parts)
    assert.equal(texts.length, 20_000)
  })
})
