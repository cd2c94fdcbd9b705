import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'libsql'
import { badLines, record, RECORD, SECRET } from './canary-records.js'

export interface CanarySource {
  readonly name: string
  readonly source: object
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** The export cannot succeed. */
  readonly fails?: boolean
}

const good = `${JSON.stringify(record)}\n`
export const lines: string = [good, ...badLines.map((line) => `${line}\n`), good].join('')
const columns = Object.keys(record)
const values = Object.values(record)

/** Writes files of every kind into the folder. */
export async function writeFiles(folder: string): Promise<void> {
  const write = (name: string, data: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), data)
  await write('in.jsonl', lines)
  await write('in.jsonl.gz', gzipSync(lines))
  await write('in.json', JSON.stringify([record, RECORD, record]))
  await write(
    'in.csv',
    `${columns.join()}\n${values.map((value) => `"${value}"`).join()}\n${RECORD},1\n`,
  )
  await write('in.tsv', `${columns.join('\t')}\n${values.join('\t')}\n"${RECORD}\n`)
  await write('cut.jsonl.gz', gzipSync(lines).subarray(0, -9))
  await write('twice.csv', `${RECORD},${RECORD}\n`)
  await write('utf16.jsonl', Buffer.from(`\uFEFF${good}`, 'utf16le'))
  await write('bad.parquet', `PAR1${RECORD}PAR1`)
  await write('bad.sqlite', `SQLite format 3\0${RECORD}`.padEnd(5000, RECORD))
  const database = new Database(join(folder, 'in.sqlite'))
  database.exec(`CREATE TABLE cases (${columns.map((column) => `"${column}"`).join()})`)
  database.exec(`INSERT INTO cases VALUES (${values.map((value) => `'${value}'`).join()})`)
  database.close()
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const from = join(folder, 'in.csv')
  await connection.run(
    `COPY (SELECT * FROM read_csv('${from}', ignore_errors = true)) TO '${join(folder, 'in.parquet')}' (FORMAT parquet)`,
  )
  connection.disconnectSync()
  instance.closeSync()
}

/** `origin` is a server that asks for the secret. */
export function canarySources(
  origin: string,
  postgresUrl: string | undefined,
): readonly CanarySource[] {
  const url = `http://user:${SECRET}@${origin}`
  const env = { SOURCE_URL: `${url}/good?token=${SECRET}`, TOKEN: SECRET }
  const headers = { authorization: 'Bearer ${TOKEN}', 'x-api-key': '${TOKEN}' }
  return [
    { name: 'jsonl', source: { type: 'jsonl', path: 'in.jsonl' } },
    { name: 'gzip', source: { type: 'jsonl', path: 'in.jsonl.gz' } },
    { name: 'json', source: { type: 'json', path: 'in.json' } },
    { name: 'csv', source: { type: 'csv', path: 'in.csv' } },
    { name: 'tsv', source: { type: 'tsv', path: 'in.tsv' } },
    { name: 'parquet', source: { type: 'parquet', path: 'in.parquet' } },
    { name: 'sqlite', source: { type: 'sqlite', path: 'in.sqlite', table: 'cases' } },
    { name: 'duckdb', source: { type: 'duckdb', sql: `SELECT * FROM 'in.parquet'` } },
    { name: 'stdin', source: { type: 'stdin' }, stdin: lines },
    { name: 'http', source: { type: 'http', url: '${SOURCE_URL}', headers }, env },
    { name: 'http, secrets in the recipe', source: { type: 'http', url: `${url}/good` } },
    {
      name: 'http, refused',
      source: { type: 'http', url: `${url}/refused`, headers },
      env,
      fails: true,
    },
    {
      name: 'http, out of order',
      source: { type: 'http', url: `${url}/fails`, headers },
      env,
      fails: true,
    },
    {
      name: 'http, cut off',
      source: { type: 'http', url: `${url}/cut`, headers },
      env,
      fails: true,
    },
    { name: 'no file', source: { type: 'jsonl', path: 'none.jsonl' }, fails: true },
    { name: 'gzip, cut off', source: { type: 'jsonl', path: 'cut.jsonl.gz' }, fails: true },
    { name: 'csv, a name twice', source: { type: 'csv', path: 'twice.csv' }, fails: true },
    { name: 'utf-16', source: { type: 'jsonl', path: 'utf16.jsonl' }, fails: true },
    { name: 'parquet, damaged', source: { type: 'parquet', path: 'bad.parquet' }, fails: true },
    {
      name: 'sqlite, damaged',
      source: { type: 'sqlite', path: 'bad.sqlite', table: 't' },
      fails: true,
    },
    {
      name: 'duckdb, a value that is no number',
      source: { type: 'duckdb', sql: `SELECT CAST(question AS INT) AS question FROM 'in.parquet'` },
      fails: true,
    },
    {
      name: 'postgres, nobody there',
      source: { type: 'postgres', url: `postgres://user:${SECRET}@127.0.0.1:1/db`, table: 't' },
      fails: true,
    },
    ...(postgresUrl === undefined ? [] : postgresSources(postgresUrl)),
  ]
}

function postgresSources(url: string): readonly CanarySource[] {
  const env = { DATABASE_URL: url, WRONG_URL: url.replace(SECRET, `not-${SECRET}`) }
  const number = `SELECT CAST(question AS int) AS question FROM cases`
  return [
    { name: 'postgres', source: databaseOf('DATABASE_URL', { table: 'cases' }), env },
    {
      name: 'postgres, no number',
      source: databaseOf('DATABASE_URL', { query: number }),
      env,
      fails: true,
    },
    {
      name: 'postgres, login refused',
      source: databaseOf('WRONG_URL', { table: 'cases' }),
      env,
      fails: true,
    },
  ]
}

function databaseOf(variable: string, target: object): object {
  return { type: 'postgres', url: `\${${variable}}`, ...target }
}
