import { Client } from 'pg'
import { startPostgres } from '#tools/test-postgres.mjs'
import type { ErrorArea, ErrorCase } from './error-case.js'

const server = await startPostgres()
const { url = '', why } = server

async function createTables(): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`
    CREATE TABLE reviews (id integer PRIMARY KEY, question text, answer text);
    INSERT INTO reviews VALUES (1, 'What is a fjord?', 'A narrow inlet of the sea.');
    CREATE TABLE secrets (id integer);
    CREATE ROLE reader LOGIN PASSWORD 'secret';
    GRANT SELECT ON reviews TO reader;`)
  await client.end()
}

function postgres(name: string, source: string, address = url): ErrorCase {
  return {
    name,
    recipe: `source:\n  type: postgres\n  url: \${DATABASE_URL}\n  ${source}\n`,
    env: { DATABASE_URL: address },
  }
}

const cases: readonly ErrorCase[] = [
  postgres('A misspelt table', 'table: review'),
  postgres('A table that nothing is like', 'table: songs'),
  postgres('A misspelt column', 'query: select anser from reviews'),
  postgres('A column that nothing is like', 'query: select colour from reviews'),
  postgres('A misspelt table in a query', 'query: select * from reveiws'),
  postgres('A misspelt function', 'query: select nosuch(answer) from reviews'),
  postgres('A column that two tables have', 'query: select id from reviews, secrets'),
  postgres('A mistake in the query', 'query: selec * from reviews'),
  postgres('A query that ends too early', 'query: select * from reviews where'),
  postgres('A query that writes', 'query: delete from reviews'),
  postgres('Two queries', 'query: select 1; select 2'),
  postgres('A parameter', 'query: select $1'),
  postgres('A column twice', 'query: select id, id from reviews'),
  postgres('A division by zero', 'query: select 1 / (id - 1) from reviews'),
  postgres('A table that may not be read', 'table: secrets', url.replace('loradex:', 'reader:')),
  postgres('A wrong password', 'table: reviews', url.replace(':secret@', ':hunter2@')),
  postgres('A user that is not there', 'table: reviews', url.replace('loradex:', 'nobody:')),
  postgres('No password', 'table: reviews', url.replace(':secret@', '@')),
  postgres('A database that is not there', 'table: reviews', `${url}x`),
  postgres('A host that nobody knows', 'table: t', 'postgres://me:hunter2@no-such-host.invalid/d'),
  postgres('No server at the port', 'table: t', 'postgres://me:hunter2@127.0.0.1:1/d'),
  postgres('A server without TLS', 'table: reviews', `${url}?sslmode=require`),
  postgres('A variable that holds no address', 'table: t', 'localhost:hunter2'),
]

export const postgresArea: ErrorArea = {
  name: 'postgres',
  title: 'Postgres',
  cases,
  skip: why,
  start: createTables,
  stop: async () => (server.url === undefined ? undefined : server.stop()),
}
