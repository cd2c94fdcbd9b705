import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { copyToPostgres } from '../../tools/copy-to-postgres.mjs'
import { startPostgres } from '../../tools/test-postgres.mjs'
import { postgres } from './postgres.js'
import { readAll } from './source.contract.js'
import type { Source } from './source.js'
import { sqlite } from './sqlite.js'

const path = resolve('../shared/data/chinook/Chinook_Sqlite.sqlite')
const server = existsSync(path)
  ? await startPostgres()
  : { why: 'the Chinook database is not beside the repository' }
const { url = '', why } = server
after(() => ('stop' in server ? server.stop() : undefined))

/** SQLite keeps the price as a float and Postgres as a decimal, so it is compared as text. */
const joined = (price: string): string => `
  SELECT t."TrackId", t."Name", a."Title" AS "Album", r."Name" AS "Artist", g."Name" AS "Genre",
    t."Composer", t."Milliseconds", t."Bytes", ${price} AS "Price"
  FROM "Track" t
  JOIN "Album" a ON a."AlbumId" = t."AlbumId"
  JOIN "Artist" r ON r."ArtistId" = a."ArtistId"
  LEFT JOIN "Genre" g ON g."GenreId" = t."GenreId"
  ORDER BY t."TrackId"`

describe('Chinook in SQLite and in Postgres', { skip: why ?? false }, () => {
  let spoolFolder = ''
  before(async () => {
    spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))
    await copyToPostgres({ path, url })
  })
  after(() => rm(spoolFolder, { recursive: true }))

  async function textsOf(source: Source): Promise<readonly string[]> {
    return readAll(source, await source.plan({ spoolFolder }), { batchBytes: 1 << 20 })
  }

  it('gives the same records for the same join', async () => {
    const price = {
      sqlite: `printf('%.2f', t."UnitPrice")`,
      postgres: `t."UnitPrice"::numeric(10,2)::text`,
    }
    const left = await textsOf(sqlite({ path, query: joined(price.sqlite) }))
    const right = await textsOf(postgres({ url, query: joined(price.postgres) }))
    assert.equal(left.length, 3503)
    assert.deepEqual(left, right)
  })

  it('gives the same records for a table that is sorted', async () => {
    // Neither is the order of the key the order of the row ids, nor does it have to be.
    const query = 'SELECT * FROM "PlaylistTrack" ORDER BY 1, 2'
    const left = await textsOf(sqlite({ path, query }))
    assert.equal(left.length, 8715)
    assert.deepEqual(left, await textsOf(postgres({ url, query })))
  })

  for (const table of ['Artist', 'Album', 'Track', 'Employee', 'Customer', 'Invoice']) {
    it(`gives the same records for the table ${table}`, async () => {
      const left = await textsOf(sqlite({ path, table }))
      const right = await textsOf(postgres({ url, table }))
      assert.ok(left.length > 0)
      assert.deepEqual(left, right)
    })
  }
})
