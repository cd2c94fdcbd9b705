import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import Database from 'libsql'
import { readAll } from './source.contract.js'
import type { Source } from './source.js'
import { sqlite } from './sqlite.js'
import type { TableOrQuery } from './table-or-query.js'

let folder = ''
let count = 0
before(async () => (folder = await mkdtemp(join(tmpdir(), 'sqlite-rows-'))))
after(() => rm(folder, { recursive: true }))

function databaseOf(...statements: readonly string[]): string {
  const path = join(folder, `${(count += 1)}.sqlite`)
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return path
}

function sourceOf(path: string, target: TableOrQuery): Source {
  return sqlite({ path, name: 'cases.sqlite', ...target })
}

async function textsOf(source: Source): Promise<readonly string[]> {
  return readAll(source, await source.plan({ spoolFolder: folder }))
}

async function rowsOf(query: string, ...statements: readonly string[]): Promise<readonly string[]> {
  return textsOf(sourceOf(databaseOf(...statements), { query }))
}

describe('rows of SQLite', () => {
  it('gives the same records whether SQLite writes them or this program does', async () => {
    const characters = Array.from({ length: 0x1_1000 }, (_, code) => code)
    const text = characters
      // SQLite itself changes the last two where it converts between encodings.
      .filter((code) => code < 0xd800 || (code > 0xdfff && (code & 0xfffe) !== 0xfffe))
      .map((code) => String.fromCodePoint(code))
      .join('')
    const reals = Array.from({ length: 3000 }, (_, index) => {
      const digits = (index * 7_919_377) % 10 ** (1 + (index % 16))
      return (index % 2 === 0 ? 1 : -1) * (digits / 10 ** (index % 19))
    })
    const edges = [0, -0, 900, 900.1, 899.999999999999, 1e-4, 9.9e-5, 1e21, 5e-324, 0.1 + 0.2]
    const values: readonly unknown[] = [
      ...reals,
      ...edges,
      2n ** 63n - 1n,
      -(2n ** 63n),
      null,
      '',
      text,
      'x'.repeat(4_000_000),
      Buffer.from([0, 255]),
      // Decimals of two digits are what most columns of reals hold.
      ...Array.from({ length: 200 }, (_, index) => index / 100),
    ]
    const [written, ...others] = await Promise.all(
      // The values of databases in UTF-16 come one by one.
      ['UTF-8', 'UTF-16le', 'UTF-16be'].map((encoding) => {
        const path = databaseOf(`PRAGMA encoding = '${encoding}'`, `CREATE TABLE t (a, "k""'ä", b)`)
        const database = new Database(path)
        const insert = database.prepare('INSERT INTO t VALUES (?, ?, 1)')
        database.exec('BEGIN')
        for (const value of values) insert.run('"', value)
        database.exec('COMMIT')
        database.close()
        return textsOf(sourceOf(path, { table: 't' }))
      }),
    )
    assert.equal(written?.length, values.length)
    assert.ok(written.includes(`{"a":"\\"","k\\"'ä":${JSON.stringify(text)},"b":1}`))
    for (const other of others) {
      assert.equal(other.length, values.length)
      const odd = values.findIndex((_, index) => other[index] !== written[index])
      assert.equal(odd, -1, `${written[odd]?.slice(0, 99)} is ${other[odd]?.slice(0, 99)}`)
    }
  })

  it('takes JSON that a function has made as the text that it is', async () => {
    const statements = [
      'CREATE TABLE t (a, b AS (json_array(a)) VIRTUAL)',
      'INSERT INTO t VALUES (1)',
      `CREATE VIEW v AS SELECT json_object('x', a) AS c FROM t`,
    ]
    const record = String.raw`{"a":1,"b":"[1]"}`
    assert.deepEqual(await rowsOf('SELECT * FROM t', ...statements), [record])
    const path = databaseOf(...statements)
    assert.deepEqual(await textsOf(sourceOf(path, { table: 't' })), [record])
    assert.deepEqual(await textsOf(sourceOf(path, { table: 'v' })), [String.raw`{"c":"{\"x\":1}"}`])
    assert.deepEqual(await rowsOf(`SELECT json('[1, 2]') AS d`), ['{"d":"[1,2]"}'])
  })

  it('names the first column whose text is not Unicode', async () => {
    const query = `SELECT 1 "2", 'ä' "é", CAST(x'c3' AS TEXT) "ü", 1 "1", CAST(x'ff' AS TEXT) "0"`
    const source = sourceOf(databaseOf(), { query })
    const drops: string[] = []
    for (const part of await source.plan({ spoolFolder: folder })) {
      for await (const { damaged } of source.read(part)) {
        for (const { rule, observed } of damaged?.values() ?? []) drops.push(`${rule} ${observed}`)
      }
    }
    assert.deepEqual(drops, ['source.ü text that is not UTF-8'])
  })

  it('reads tables and columns of any name', async () => {
    for (const name of ['q', 'p', 'Q', 'qq', 'is_plain', 'c0', 'order']) {
      const path = databaseOf(
        `CREATE TABLE "${name}" ("${name}")`,
        `INSERT INTO "${name}" VALUES (1), (0.3)`,
      )
      const records = [`{"${name}":1}`, `{"${name}":0.3}`]
      assert.deepEqual(await textsOf(sourceOf(path, { table: name })), records)
      assert.deepEqual(await textsOf(sourceOf(path, { query: `SELECT * FROM "${name}"` })), records)
    }
  })

  it('reads tables of many columns', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `c${index}`)
    const path = databaseOf(
      `CREATE TABLE t (${names.join(', ')})`,
      `INSERT INTO t VALUES (${names.map((_, index) => (index / 4).toFixed(2)).join(', ')})`,
    )
    const [text = ''] = await textsOf(sourceOf(path, { table: 't' }))
    assert.ok(text.startsWith('{"c0":0.0,"c1":0.25,') && text.endsWith('"c199":49.75}'), text)
  })
})
