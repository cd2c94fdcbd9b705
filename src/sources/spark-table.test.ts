import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RemoteTables } from './remote-tables.js'
import { sparkTable } from './spark-table.js'

/** One file of one slice, which gives these rows; what Spark itself gives is in tests/spark/tables.test.ts. */
function tablesOf(fields: readonly (readonly [string, unknown])[], chunk: Buffer): RemoteTables {
  const named = fields.map(([name, type]) => ({ name, type, nullable: true, metadata: {} }))
  const schema = JSON.stringify({ type: 'struct', fields: named })
  const chunks = [chunk]
  const slice = { path: 'cases.parquet', start: 0, end: 9, bytes: 9, mtime_ms: 1 }
  return {
    describe: () => Promise.resolve({ schema, slices: [slice] }),
    schema: () => Promise.resolve(schema),
    rows: () => Promise.resolve(chunks.shift() ?? Buffer.alloc(0)),
  }
}

const state = { bytes: 9, mtimeMs: 1 }
const remote = {
  list: () => Promise.resolve([]),
  stat: () => Promise.resolve(state),
  read: () => Promise.resolve(Buffer.alloc(0)),
}

async function linesOf(tables: RemoteTables): Promise<readonly string[]> {
  const source = sparkTable({ table: 'shop.cases', tables })
  const [part] = await source.plan({ spoolFolder: '' })
  assert.ok(part)
  assert.deepEqual(part.snapshot, state)
  const lines: string[] = []
  const uri = { ...part, path: 'hdfs://head/cases.parquet' }
  for await (const { bytes, damaged } of source.read(uri, { remote })) {
    lines.push(...Buffer.from(bytes).toString().trimEnd().split('\n'))
    for (const { observed } of damaged?.values() ?? []) lines.push(`dropped: ${observed}`)
  }
  return lines
}

function rowOf(hex: string): Buffer {
  const row = Buffer.from(hex.replaceAll(' ', ''), 'hex')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(row.length)
  return Buffer.concat([length, row])
}

describe('a table of Spark', () => {
  it('has its rows as objects, with values as in Parquet', async () => {
    const fields = [
      ['id', 'long'],
      ['price', 'decimal(9,2)'],
      ['tags', { type: 'array', elementType: 'string', containsNull: true }],
      ['at', 'timestamp'],
    ] as const
    const full = rowOf(
      '01 7fffffffffffffff 01 00000002 04d2 01 00000002 01 00000001 61 00 01 0000000000000001',
    )
    const lines = await linesOf(tablesOf(fields, Buffer.concat([full, rowOf('00 00 00 00')])))
    assert.deepEqual(lines, [
      '{"id":9223372036854775807,"price":12.34,"tags":["a",null],"at":"1970-01-01T00:00:00.000001Z"}',
      '{"id":null,"price":null,"tags":null,"at":null}',
    ])
  })

  it('drops rows with what JSON cannot hold', async () => {
    const tables = tablesOf([['odd', 'double']], rowOf('01 7ff8000000000000'))
    assert.deepEqual(await linesOf(tables), ['', 'dropped: NaN'])
  })

  it('fails when rows are cut off, or longer than their columns', async () => {
    const whole = rowOf('01 00000007')
    const fields = [['n', 'integer']] as const
    assert.deepEqual(await linesOf(tablesOf(fields, whole)), ['{"n":7}'])
    for (let end = 1; end < whole.length; end += 1) {
      await assert.rejects(linesOf(tablesOf(fields, whole.subarray(0, end))), RangeError)
    }
    await assert.rejects(linesOf(tablesOf(fields, rowOf('01 00000007 00'))), RangeError)
  })

  it('is refused with a column that is not read, however deep', async () => {
    const deep = { type: 'map', keyType: 'string', valueType: 'variant', valueContainsNull: true }
    const source = sparkTable({ table: 't', tables: tablesOf([['a', deep]], Buffer.alloc(0)) })
    await assert.rejects(source.plan({ spoolFolder: '' }), {
      code: 'source.unreadable',
      message: 't: expected columns of types that JSON has values for, saw a of the type variant',
    })
  })
})
