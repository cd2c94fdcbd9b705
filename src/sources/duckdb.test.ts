import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isLoradexError } from '../kernel/error.js'
import { duckdb } from './duckdb.js'
import { outcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'

let baseFolder = ''
before(async () => {
  baseFolder = await mkdtemp(join(tmpdir(), `duckdb 'quoted' `))
  await mkdir(join(baseFolder, 'cases'))
  await writeFile(join(baseFolder, 'cases', 'a.jsonl'), '{"n":1}\n{"n":2}\n')
  await writeFile(join(baseFolder, 'cases', 'b.jsonl'), '{"n":3}\n')
})
after(() => rm(baseFolder, { recursive: true }))

async function rowsOf(sql: string): Promise<readonly string[]> {
  const outcomes = await outcomesOf(duckdb({ sql, baseFolder }))
  return outcomes.map((outcome) => outcome.replace(/^duckdb query:\d+ /u, ''))
}

describeSourceContract('duckdb', {
  async open(records) {
    await writeFile(join(baseFolder, 'records.jsonl'), records.join('\n'))
    const columns = `columns = {n: 'INTEGER', text: 'VARCHAR'}`
    return duckdb({ sql: `SELECT * FROM read_json('records.jsonl', ${columns})`, baseFolder })
  },
})

describe('duckdb', () => {
  it('reads files relative to its folder, through a glob and in order', async () => {
    assert.deepEqual(await rowsOf(`FROM 'cases/*.jsonl'`), ['{"n":1}', '{"n":2}', '{"n":3}'])
  })

  it('writes every number exactly', async () => {
    assert.deepEqual(
      await rowsOf(`SELECT 9223372036854775807 a, 170141183460469231731687303715884105727::HUGEINT b,
        18446744073709551615::UBIGINT c, 1.10::DECIMAL(38, 2) d, 0.1::FLOAT e, 0.1::DOUBLE f,
        1::DOUBLE g, -0.0::DOUBLE h, -0.05::DECIMAL(4, 2) i, 7::TINYINT j, true k`),
      [
        '{"a":9223372036854775807,"b":170141183460469231731687303715884105727,"c":18446744073709551615,"d":1.10,"e":0.1,"f":0.1,"g":1.0,"h":-0.0,"i":-0.05,"j":7,"k":true}',
      ],
    )
  })

  it('writes dates, times and spans in ISO 8601', async () => {
    assert.deepEqual(
      await rowsOf(`SELECT DATE '2024-02-29' a, TIMESTAMP '1969-12-31 23:59:59.999999' b,
        TIMESTAMPTZ '2024-01-01 12:00:00+02' c, TIME '01:02:03.5' d, TIMETZ '01:02:03+05:30' e,
        INTERVAL '14 months -3 days 1.5 seconds' f, TIMESTAMP_NS '2024-01-01 00:00:00.000000001' g,
        TIMESTAMP_S '2024-01-01 00:00:00' h, TIMESTAMP_MS '2024-01-01 00:00:00.25' i,
        DATE '0044-03-15 (BC)' j`),
      [
        '{"a":"2024-02-29","b":"1969-12-31T23:59:59.999999","c":"2024-01-01T10:00:00Z","d":"01:02:03.500","e":"01:02:03+05:30","f":"P14M-3DT1.500S","g":"2024-01-01T00:00:00.000000001","h":"2024-01-01T00:00:00","i":"2024-01-01T00:00:00.250","j":"-000043-03-15"}',
      ],
    )
  })

  it('writes nested values, bytes, JSON and the rest', async () => {
    assert.deepEqual(
      await rowsOf(String.raw`SELECT [1, NULL] a, {'2': 1.5::FLOAT, '1': NULL} b, MAP {1: 'x'} c,
        '\x00\xFF'::BLOB d, '{"a": 1.0, "b": [] }'::JSON e, '101'::BIT f,
        union_value(k := 1::BIGINT) g, 1::VARIANT h, [1, 2]::INTEGER[2] i, NULL j, chr(10) || '"' k,
        'x'::ENUM ('x') l, '00112233-4455-6677-8899-aabbccddeeff'::UUID m`),
      [
        String.raw`{"a":[1,null],"b":{"2":1.5,"1":null},"c":{"1":"x"},"d":"AP8=","e":{"a": 1.0, "b": [] },"f":"101","g":1,"h":1,"i":[1,2],"j":null,"k":"\n\"","l":"x","m":"00112233-4455-6677-8899-aabbccddeeff"}`,
      ],
    )
  })

  it('gives up a record with what JSON cannot hold, and only that one', async () => {
    assert.deepEqual(await rowsOf(`SELECT unnest(['NaN'::DOUBLE, '-inf', 1]) a`), [
      'bad-value NaN/a value that JSON can hold',
      'bad-value -Infinity/a value that JSON can hold',
      '{"a":1.0}',
    ])
    for (const value of [
      `DATE 'infinity'`,
      `TIMESTAMP '-infinity'`,
      `'infinity'::TIMESTAMP_NS`,
      `[{'x': 'NaN'::FLOAT}]`,
      `'NaN'::JSON`,
    ]) {
      const [outcome = ''] = await rowsOf(`SELECT ${value} a`)
      assert.match(outcome, /^bad-value /u, value)
    }
  })

  it('keeps the order of the query over many chunks', async () => {
    const rows = await rowsOf('SELECT range n FROM range(10000) ORDER BY n % 7 DESC, n; ')
    assert.equal(rows.length, 10_000)
    assert.equal(rows[0], '{"n":6}')
    assert.equal(rows.at(-1), '{"n":9996}')
  })

  it('reads what describes data', async () => {
    assert.equal((await rowsOf('SUMMARIZE SELECT 1 a')).length, 1)
    assert.equal((await rowsOf('DESCRIBE SELECT 1 a, 2 b')).length, 2)
  })

  for (const sql of [
    '',
    'SELEC 1',
    'SELECT 1; SELECT 2',
    `COPY (SELECT 1) TO 'written.csv'`,
    'CREATE TABLE t (a INTEGER)',
    `ATTACH 'written.db'`,
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET threads = 4',
    'CALL duckdb_settings()',
    'EXPLAIN SELECT 1',
    'SELECT $1',
    'SELECT 1 AS a, 2 AS a',
    `FROM 'http://127.0.0.1:9/a.csv'`,
    `FROM 's3://bucket/a.parquet'`,
  ]) {
    it(`refuses ${sql === '' ? 'nothing' : sql}`, async () => {
      assert.deepEqual(await rowsOf(sql), ['source.query-refused'])
      assert.ok(!existsSync(join(baseFolder, 'written.csv')) && !existsSync('written.csv'))
    })
  }

  it('says that no file matches, as other sources do', async () => {
    assert.deepEqual(await rowsOf(`FROM 'absent/*.jsonl'`), ['source.no-match'])
  })

  it('fails when the query fails while it runs', async () => {
    const failing = `SELECT CASE WHEN range = 900000 THEN error('no') ELSE range END a FROM range(1000000)`
    await assert.rejects(
      duckdb({ sql: failing, baseFolder }).plan({ spoolFolder: baseFolder }),
      (error: unknown) => {
        assert.ok(isLoradexError(error))
        assert.equal(error.code, 'source.lost')
        assert.match(error.message, /: no$/u)
        return true
      },
    )
    assert.deepEqual(await rowsOf(failing), ['source.lost'])
  })

  it('leaves nothing but the copy in the spool folder', async () => {
    const spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))
    await duckdb({ sql: 'SELECT 1', baseFolder }).plan({ spoolFolder })
    assert.deepEqual(await readdir(spoolFolder), ['spool-0.jsonl'])
    await rm(spoolFolder, { recursive: true })
  })
})
