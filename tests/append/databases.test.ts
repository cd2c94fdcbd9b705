import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import libsql from 'libsql'
import { Client } from 'pg'
import { startPostgres } from '#tools/test-postgres.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { append, appended, assertAsWhole, refused } from './appended-export.js'

const server = await startPostgres()
after(() => (server.url === undefined ? undefined : server.stop()))

/** A table `cases` of a database in a folder. */
interface Database {
  /** Without what it is appended by. */
  readonly source: object
  execute(folder: string, ...statements: readonly string[]): Promise<void>
}

const databases: Readonly<Record<string, Database>> = {
  sqlite: {
    source: { type: 'sqlite', path: 'cases.sqlite', table: 'cases' },
    async execute(folder, ...statements) {
      const database = new libsql(join(folder, 'cases.sqlite'))
      for (const statement of statements) database.exec(statement)
      database.close()
    },
  },
  postgres: {
    source: { type: 'postgres', url: server.url ?? '', table: 'cases' },
    async execute(_folder, ...statements) {
      const client = new Client({ connectionString: server.url })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    },
  },
  duckdb: {
    source: { type: 'duckdb', sql: "SELECT * FROM 'cases.parquet'" },
    async execute(folder, ...statements) {
      const instance = await DuckDBInstance.create(join(folder, 'cases.duckdb'))
      const connection = await instance.connect()
      for (const statement of statements) await connection.run(statement)
      await connection.run(`COPY cases TO '${join(folder, 'cases.parquet')}'`)
      connection.disconnectSync()
      instance.closeSync()
    },
  },
}

const texts = 'question varchar(99), answer varchar(99)'
const make = ['DROP TABLE IF EXISTS cases', `CREATE TABLE cases (id int, seen timestamp, ${texts})`]

function insert(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const id = from + index
    const seen = `2026-01-01 00:${String(id).padStart(2, '0')}:00.25`
    return `(${id}, '${seen}', 'What is ${id % 20}?', 'It is the number ${id % 20}.')`
  })
  return `INSERT INTO cases VALUES ${rows.join(', ')}`
}

for (const [name, { source, execute }] of Object.entries(databases)) {
  const skip = name === 'postgres' && (server.why ?? false)
  const withTable = (by: object, use: (folder: string) => Promise<void>): Promise<void> =>
    inFolder({ recipe: { source: { ...source, ...by } } }, async (folder) => {
      await execute(folder, ...make)
      await use(folder)
    })

  describe(`appending the rows that a table of ${name} has got`, { skip }, () => {
    for (const column of ['id', 'seen']) {
      it(`comes to what one export of all would, by ${column}`, () =>
        withTable({ append_by: column }, async (folder) => {
          await appended(folder)
          for (const [from, to] of [
            [0, 10],
            [10, 30],
            [30, 31],
          ] as const) {
            await execute(folder, insert(from, to))
            await appended(folder)
            await assertAsWhole(folder)
          }
          const { stderr } = await append(folder)
          assert.match(stderr, /^nothing is new: out stays as it was, with 20 samples$/mu)
        }))
    }

    it('refuses rows that were changed, taken away or put in between, and none that has no value', () =>
      withTable({ append_by: 'id' }, async (folder) => {
        await execute(folder, insert(0, 10), insert(12, 20))
        await appended(folder)
        const change = (statement: string, back: string, message: RegExp): Promise<void> =>
          execute(folder, statement)
            .then(() => refused(folder, message))
            .then(() => execute(folder, back))
        await execute(folder, insert(20, 22))
        const other = "UPDATE cases SET answer = 'It is another number.' WHERE id = 3"
        const back = "UPDATE cases SET answer = 'It is the number 3.' WHERE id = 3"
        const changed =
          /^error export\.plan-changed: out: .* saw .*(?:rows up to|rows other|records other)/mu
        await change(other, back, changed)
        await change('DELETE FROM cases WHERE id = 5', insert(5, 6), changed)
        await change(insert(11, 12), 'DELETE FROM cases WHERE id = 11', changed)
        const unkeyed = "INSERT INTO cases VALUES (NULL, NULL, 'What is it?', 'It is nothing.')"
        const none =
          /^error source\.query-refused: .*a value of id in each row, saw 1 of 21 without$/mu
        await change(unkeyed, 'DELETE FROM cases WHERE id IS NULL', none)
        const { manifest } = await appended(folder)
        assert.equal(manifest.counts.read, 20)
        await assertAsWhole(folder)
      }))

    it('takes rows that were changed once more, where that is wanted', () =>
      withTable({ append_by: 'seen', append_changed: true }, async (folder) => {
        await execute(folder, insert(0, 10))
        await appended(folder)
        const set = "SET answer = 'It is another number.', seen = '2026-01-02 00:00:00'"
        await execute(folder, `UPDATE cases ${set} WHERE id = 3`)
        const { allLines } = await appended(folder)
        assert.equal(allLines.length, 11)
        assert.match(allLines.at(-1) ?? '', /What is 3\?.*another number/u)
      }))

    it('needs a column that there is', () =>
      withTable({ append_by: 'idd' }, async (folder) => {
        const { stderr } = await append(folder)
        assert.match(stderr, /saw none called idd\nhint: Write append_by: id\./u)
        const without = { ...source, append_by: undefined }
        const unknown = await append(folder, '--set', `source=${JSON.stringify(without)}`)
        assert.match(unknown.stderr, /^error source\.not-appendable: /mu)
      }))
  })
}
