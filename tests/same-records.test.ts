import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readExport, type Shard } from './read-export.js'
import { runCli } from './run-cli.js'

/** With texts, numbers and lists that a source could spoil, a duplicate and a record to drop. */
const records = Array.from({ length: 3000 }, (_, index) => ({
  question: `How much is ${index} + ${index % 7}? 🏔 „naïve“ \u2028 \\ "q"`,
  answer: index % 100 === 0 ? '' : `It is ${index + (index % 7)},\nas everybody knows.`,
  importance: index % 3 === 0 ? 0.1 + index : index,
  tags: [`t${index % 5}`, 'ä'],
}))
const lines = [...records, ...records.slice(7, 9)].map((record) => JSON.stringify(record))
const text = `${lines.join('\n')}\n`

const settings = `
style: instruction_tuning
metadata: { metadata_fields: [tags] }
split: { key: question, ratios: { train: 0.9, test: 0.1 } }
output: { shard_bytes: 200000 }
`

describe('the same records from any source', () => {
  let folder = ''
  let expected: readonly Shard[] = []
  let server: Server | undefined
  let port = 0

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'same-records-'))
    await writeFile(join(folder, 'records.jsonl'), text)
    await writeFile(join(folder, 'records.jsonl.gz'), gzipSync(text))
    await writeFile(join(folder, 'records.json'), `[${lines.join(',\n')}]`)
    expected = await shardsOf('jsonl', '{ type: jsonl, path: records.jsonl }')
    assert.ok(expected.length > 3)

    const { promise, resolve } = listening()
    server = createServer((_, response) => {
      response.setHeader('content-type', 'application/x-ndjson')
      createReadStream(join(folder, 'records.jsonl')).pipe(response)
    }).listen(0, '127.0.0.1', resolve)
    await promise
    const address = server.address()
    port = typeof address === 'object' ? (address?.port ?? 0) : 0
  })
  after(async () => {
    server?.close()
    await rm(folder, { recursive: true })
  })

  async function shardsOf(name: string, source: string, stdin?: string): Promise<readonly Shard[]> {
    const recipe = join(folder, `${name}.yaml`)
    const out = join(folder, name)
    await writeFile(recipe, `source: ${source}\n${settings}`)
    const run = await runCli(['export', recipe, '--out', out], stdin === undefined ? {} : { stdin })
    assert.equal(run.code, 0, run.stderr)
    const { manifest } = readExport(out)
    assert.deepEqual(manifest.counts, {
      read: 3002,
      emitted: 2970,
      dropped: { duplicate: 2, 'empty-output': 30 },
    })
    return manifest.shards
  }

  it('is exported from gzip', async () => {
    assert.deepEqual(await shardsOf('gzip', '{ type: jsonl, path: records.jsonl.gz }'), expected)
  })

  it('is exported from an array', async () => {
    assert.deepEqual(await shardsOf('array', '{ type: json, path: records.json }'), expected)
  })

  it('is exported from a query of DuckDB', async () => {
    const sql = `"select * from read_json('records.jsonl', format = 'newline_delimited')"`
    assert.deepEqual(await shardsOf('duckdb', `{ type: duckdb, sql: ${sql} }`), expected)
  })

  it('is exported from a server', async () => {
    const url = `http://127.0.0.1:${port}/records`
    assert.deepEqual(await shardsOf('http', `{ type: http, url: '${url}' }`), expected)
  })

  it('is exported from a pipe', async () => {
    assert.deepEqual(await shardsOf('stdin', '{ type: stdin }', text), expected)
  })
})

function listening(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
