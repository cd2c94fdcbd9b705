import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { duckdb } from '#loradex/sources/duckdb.js'
import { asNobody } from './as-nobody.js'
import { twoRecords, type ErrorCase } from './error-case.js'

const tables = `
  CREATE TABLE reviews (id INTEGER PRIMARY KEY, question TEXT, answer TEXT);
  INSERT INTO reviews VALUES (1, 'What is a fjord?', 'A narrow inlet of the sea.');
  CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);`

function sqlite(name: string, source: string): ErrorCase {
  return {
    name,
    recipe: `source:\n  type: sqlite\n  path: shop.db\n  ${source}\n`,
    async prepare(folder) {
      const database = new Database(join(folder, 'shop.db'))
      database.exec(tables)
      database.close()
    },
  }
}

function duck(name: string, sql: string, files: ErrorCase['files'] = {}): ErrorCase {
  const recipe = `source:\n  type: duckdb\n  sql: ${sql}\n`
  return { name: `DuckDB: ${name}`, recipe, files: { 'cases.csv': csv, ...files } }
}

const csv = 'id,question,answer\n1,What is a fjord?,A narrow inlet.\n2,What is a delta?,A mouth.\n'

const nobody = asNobody('chmod 555 data')

export const databaseCases: readonly ErrorCase[] = [
  sqlite('SQLite: a misspelt table', 'table: review'),
  sqlite('SQLite: a table that nothing is like', 'table: songs'),
  sqlite('SQLite: a misspelt column', 'query: select anser from reviews'),
  sqlite('SQLite: a misspelt column of a table', 'query: select r.qestion from reviews r'),
  sqlite('SQLite: a column that nothing is like', 'query: select colour from reviews'),
  sqlite('SQLite: a misspelt table in a query', 'query: select * from reveiws'),
  sqlite('SQLite: a misspelt function', 'query: select uper(answer) from reviews'),
  sqlite('SQLite: a column that two tables have', 'query: select id from reviews, authors'),
  sqlite('SQLite: a mistake in the query', 'query: selec * from reviews'),
  sqlite('SQLite: a query that ends too early', 'query: select * from reviews where'),
  sqlite('SQLite: a query that writes', 'query: delete from reviews'),
  sqlite('SQLite: two queries', 'query: select 1; select 2'),
  sqlite('SQLite: a column twice', 'query: select id, id from reviews'),
  sqlite('SQLite: a query that cannot be computed', 'query: select json(answer) from reviews'),
  {
    name: 'SQLite: no file',
    recipe: 'source: { type: sqlite, path: shop.db, table: reviews }\n',
    files: { 'shops.db': '' },
  },
  {
    name: 'SQLite: another kind of file',
    recipe: 'source: { type: sqlite, path: in.jsonl, table: reviews }\n',
    files: { 'in.jsonl': twoRecords.repeat(10) },
  },
  {
    name: 'SQLite: a damaged file',
    recipe: 'source: { type: sqlite, path: shop.db, table: reviews }\n',
    prepare: (folder) =>
      writeFile(join(folder, 'shop.db'), `SQLite format 3\0${'\u0007'.repeat(5000)}`),
  },
  {
    name: 'SQLite: damage behind the first page',
    recipe: 'source: { type: sqlite, path: shop.db, table: reviews }\n',
    async prepare(folder) {
      const path = join(folder, 'shop.db')
      const database = new Database(path)
      database.exec(tables)
      database.close()
      const bytes = await readFile(path)
      await writeFile(path, bytes.fill(0xff, 4096))
    },
  },
  {
    name: 'SQLite: a write-ahead log in a folder that is read-only',
    recipe: 'source: { type: sqlite, path: data/shop.db, table: reviews }\n',
    ...nobody,
    async prepare(folder) {
      await mkdir(join(folder, 'data'))
      const database = new Database(join(folder, 'data/shop.db'))
      database.exec('PRAGMA journal_mode = WAL; CREATE TABLE reviews (answer)')
      database.close()
      await nobody.prepare?.(folder)
    },
  },
  {
    name: 'SQLite: a folder',
    recipe: 'source: { type: sqlite, path: data, table: reviews }\n',
    files: { 'data/shop.db': '' },
  },
  duck('a misspelt column', "select anser from 'cases.csv'"),
  duck('a table that is not there', 'select * from cases'),
  duck('a misspelt function', "select uper(answer) from 'cases.csv'"),
  duck('a column that two files have', "select id from 'cases.csv' a, 'cases.csv' b"),
  duck('a mistake in the query', "selec * from 'cases.csv'"),
  duck('a query that ends too early', "select * from 'cases.csv' where"),
  duck('no such file', "select * from 'case.csv'"),
  duck('no file that matches', "select * from 'data/*.parquet'", { 'data/a.csv': csv }),
  duck('a file of a server', "select * from 'https://example.com/a.parquet?sig=hunter2'"),
  duck('a query that writes', "copy (select 1) to 'out.csv'"),
  duck('two queries', 'select 1; select 2'),
  duck('no query', '" "'),
  duck('a parameter', 'select $1'),
  duck('a column twice', 'select 1 as a, 2 as a'),
  duck('a sum of texts', "select sum(question) from 'cases.csv'"),
  duck('a text that is no number', "select answer::int as n from 'cases.csv'"),
  duck('a file that is no Parquet', "select * from read_parquet('cases.csv')"),
  duck(
    'a file that is no CSV',
    "\"select * from read_csv('a.csv', columns = {'a': 'int', 'b': 'int'})\"",
    {
      'a.csv': 'x\n1;2\n"',
    },
  ),
  {
    name: 'DuckDB: a query that fails on its way',
    program: {
      shown: 'await duckdb({ sql: "… error(\'no\') …" }).plan({ … })',
      run: (folder) =>
        duckdb({
          sql: `SELECT CASE WHEN range = 900000 THEN error('no') ELSE range END a FROM range(1000000)`,
          baseFolder: folder,
        }).plan({ spoolFolder: folder }),
    },
  },
]
