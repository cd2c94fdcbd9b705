import assert from 'node:assert/strict'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Database from 'libsql'
import { describeSourceContract, readAll } from './source.contract.js'
import type { Source } from './source.js'
import { sqlite } from './sqlite.js'
import type { TableOrQuery } from './table-or-query.js'

let folder = ''
let count = 0
before(async () => (folder = await mkdtemp(join(tmpdir(), 'sqlite-'))))
after(() => rm(folder, { recursive: true }))

/** A new database made by the statements, its path without anything to quote. */
function databaseOf(...statements: readonly string[]): string {
  const path = join(folder, `${(count += 1)} a#b?.sqlite`)
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return path
}

function sourceOf(path: string, target: TableOrQuery): Source {
  return sqlite({ path, name: 'cases.sqlite', ...target })
}

async function textsOf(source: Source, partBytes = 1 << 20): Promise<readonly string[]> {
  return readAll(source, await source.plan({ partBytes, spoolFolder: folder }))
}

/** What the query gives, with the reason for each record that was given up. */
async function rowsOf(query: string, ...statements: readonly string[]): Promise<readonly string[]> {
  const source = sourceOf(databaseOf(...statements), { query })
  const seen: string[] = []
  for (const part of await source.plan({ spoolFolder: folder })) {
    for await (const { bytes, spans, damaged } of source.read(part)) {
      for (let index = 0; index < spans.length / 2; index += 1) {
        const text = Buffer.from(bytes.subarray(spans[index * 2], spans[index * 2 + 1])).toString()
        const drop = damaged?.get(index)
        seen.push(drop === undefined ? text : `${drop.code} ${drop.rule} ${drop.observed}`)
      }
    }
  }
  return seen
}

async function contractSource(records: readonly string[], target: TableOrQuery): Promise<Source> {
  const path = databaseOf('CREATE TABLE cases (n INTEGER, text TEXT)')
  const database = new Database(path)
  const insert = database.prepare('INSERT INTO cases VALUES (?, ?)')
  database.exec('BEGIN')
  for (const record of records) {
    const { n, text } = JSON.parse(record) as { readonly n: number; readonly text: string }
    insert.run(n, text)
  }
  database.exec('COMMIT')
  database.close()
  return sourceOf(path, target)
}

describeSourceContract('sqlite over a table', {
  open: (records) => contractSource(records, { table: 'cases' }),
})
describeSourceContract('sqlite over a query', {
  open: (records) => contractSource(records, { query: 'SELECT * FROM cases ORDER BY n -- all;' }),
})

describe('sqlite', () => {
  it('refuses a greatest key with a NUL, which no literal can hold, and leaves out no row', async () => {
    const path = databaseOf(
      'CREATE TABLE cases (id TEXT)',
      "INSERT INTO cases VALUES ('a' || char(0) || 'b')",
    )
    const growingBy = { column: 'id', isOfChange: false }
    const source = sqlite({ path, table: 'cases', growingBy })
    await assert.rejects(textsOf(source), /expected a number or text, saw "text with a NUL"/u)
    const database = new Database(path)
    database.exec("INSERT INTO cases VALUES ('b')")
    database.close()
    assert.deepEqual(await textsOf(source), [String.raw`{"id":"a\u0000b"}`, '{"id":"b"}'])
  })

  it('writes integers exactly and reals as the shortest text that stays a real', async () => {
    assert.deepEqual(
      await rowsOf(
        'SELECT 9223372036854775807 a, -9223372036854775808 b, 1.0 c, 0.1 d, 1e300 e, 1e21 f',
      ),
      ['{"a":9223372036854775807,"b":-9223372036854775808,"c":1.0,"d":0.1,"e":1e+300,"f":1e+21}'],
    )
  })

  it('writes null, blobs as base64, and text with every character that JSON must escape', async () => {
    assert.deepEqual(
      await rowsOf(
        `SELECT NULL a, x'00ff10' b, x'' c, 'x' || char(0) || '"' || char(10) || '😀' d, '' e`,
      ),
      [String.raw`{"a":null,"b":"AP8Q","c":"","d":"x\u0000\"\n😀","e":""}`],
    )
  })

  it('gives up a record with infinity or text that is not Unicode, and only that one', async () => {
    const statements = [
      'CREATE TABLE t (a)',
      `INSERT INTO t VALUES (1), (9e999), (-9e999), (CAST(x'ff41' AS TEXT)), ('ok')`,
    ]
    assert.deepEqual(await rowsOf('SELECT a FROM t', ...statements), [
      '{"a":1}',
      'bad-value source.a Infinity',
      'bad-value source.a -Infinity',
      'bad-value source.a text that is not UTF-8',
      '{"a":"ok"}',
    ])
  })

  it('reads databases that keep their text as UTF-16', async () => {
    for (const encoding of ['UTF-16le', 'UTF-16be']) {
      const statements = [`PRAGMA encoding = '${encoding}'`, 'CREATE TABLE t (a)']
      assert.deepEqual(
        await rowsOf('SELECT a FROM t', ...statements, `INSERT INTO t VALUES ('ä😀')`),
        ['{"a":"ä😀"}'],
      )
    }
  })

  it('keeps the order of the query and the names of its columns', async () => {
    assert.deepEqual(
      await rowsOf(
        `WITH t(a) AS (VALUES (2), (3), (1)) SELECT a AS "2", 'x' AS "1", a AS "_""_" FROM t ORDER BY a DESC`,
      ),
      [3, 2, 1].map((a) => String.raw`{"2":${a},"1":"x","_\"_":${a}}`),
    )
  })

  it('reads a table in the order of its row ids, whatever its columns are called', async () => {
    const path = databaseOf(
      'CREATE TABLE "my ""t" (rowid TEXT, "c0" TEXT)',
      `INSERT INTO "my ""t" (_rowid_, rowid, c0) VALUES (9, 'c', 0), (-4, 'a', 0), (5, 'b', 0)`,
    )
    const texts = ['a', 'b', 'c'].map((name) => `{"rowid":"${name}","c0":"0"}`)
    const source = sourceOf(path, { table: 'MY "t' })
    assert.deepEqual(await textsOf(source), texts)
    assert.deepEqual(await textsOf(source, 1), texts)
    assert.equal((await source.plan({ partBytes: 1, spoolFolder: folder })).length, 3)
  })

  it('reads row ids at both ends of what SQLite can count', async () => {
    const path = databaseOf(
      'CREATE TABLE t (a)',
      `INSERT INTO t (rowid, a) VALUES (-9223372036854775808, 1), (0, 2), (9223372036854775807, 3)`,
    )
    assert.deepEqual(await textsOf(sourceOf(path, { table: 't' }), 1), [
      '{"a":1}',
      '{"a":2}',
      '{"a":3}',
    ])
  })

  it('reads a view, and a table without row ids by its key, as one part', async () => {
    const path = databaseOf(
      'CREATE TABLE t (a, b PRIMARY KEY) WITHOUT ROWID',
      'INSERT INTO t VALUES (1, 20), (2, 10)',
      'CREATE VIEW v AS SELECT b FROM t ORDER BY a',
    )
    assert.deepEqual(await textsOf(sourceOf(path, { table: 't' }), 1), [
      '{"a":2,"b":10}',
      '{"a":1,"b":20}',
    ])
    assert.deepEqual(await textsOf(sourceOf(path, { table: 'v' }), 1), ['{"b":20}', '{"b":10}'])
  })

  it('reads a table that was written with a write-ahead log, while the writer is there', async () => {
    const path = databaseOf('PRAGMA journal_mode = WAL', 'CREATE TABLE t (a)')
    const writer = new Database(path)
    writer.exec('INSERT INTO t VALUES (1)')
    const source = sourceOf(path, { table: 't' })
    const parts = await source.plan({ spoolFolder: folder })
    assert.deepEqual(await readAll(source, parts), ['{"a":1}'])
    writer.exec('INSERT INTO t VALUES (2)')
    await assert.rejects(readAll(source, parts), { code: 'source.changed' })
    writer.close()
  })

  it('fails when the file has changed since it was planned', async () => {
    const path = databaseOf('CREATE TABLE t (a)')
    const source = sourceOf(path, { table: 't' })
    const parts = await source.plan({ spoolFolder: folder })
    const writer = new Database(path)
    writer.exec('INSERT INTO t VALUES (2)')
    writer.close()
    await assert.rejects(readAll(source, parts), { code: 'source.changed' })
  })

  for (const query of [
    'SELEC 1',
    'DELETE FROM t',
    'SELECT 1; DELETE FROM t',
    `ATTACH 'x.sqlite' AS x`,
    'SELECT a, a FROM t',
    'PRAGMA table_list',
    '',
  ]) {
    it(`refuses the query "${query}"`, async () => {
      const source = sourceOf(databaseOf('CREATE TABLE t (a)'), { query })
      await assert.rejects(source.plan({ spoolFolder: folder }), { code: 'source.query-refused' })
    })
  }

  it('proposes the table that was meant', async () => {
    const source = sourceOf(databaseOf('CREATE TABLE tracks (a)'), { table: 'track' })
    await assert.rejects(source.plan({ spoolFolder: folder }), {
      code: 'source.no-match',
      hint: 'Write table: tracks.',
    })
  })

  it('tells a missing file, a folder and another kind of file apart, and makes no file', async () => {
    const plan = (path: string): Promise<unknown> =>
      sourceOf(path, { table: 't' }).plan({ spoolFolder: folder })
    await mkdir(join(folder, 'sub'))
    await writeFile(join(folder, 'text'), 'a,b\n'.repeat(400))
    await assert.rejects(plan(join(folder, 'absent')), { code: 'source.no-match' })
    await assert.rejects(plan(join(folder, 'absent')), { code: 'source.no-match' })
    await assert.rejects(plan(join(folder, 'sub')), { code: 'source.not-a-file' })
    await assert.rejects(plan(join(folder, 'text')), { code: 'source.wrong-format' })
  })

  it('fails while it reads a damaged file', async () => {
    const path = databaseOf(
      'CREATE TABLE t (a)',
      `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO t SELECT hex(randomblob(200)) FROM n`,
    )
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 40 * 4096)
    await file.close()
    const source = sourceOf(path, { query: 'SELECT a FROM t' })
    await assert.rejects(textsOf(source), { code: 'source.lost' })
  })
})
