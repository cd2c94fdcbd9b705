import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { duckdb } from './duckdb.js'
import { outcomesOf } from './outcomes.contract.js'
import { parquet } from './parquet.js'
import { describeSourceContract } from './source.contract.js'
import type { Source } from './source.js'

let baseFolder = ''
before(async () => (baseFolder = await mkdtemp(join(tmpdir(), 'parquet-'))))
after(() => rm(baseFolder, { recursive: true }))

/** Writes `made.parquet`, or what else it is to be called, from a query. */
async function make(query: string, options = '', name = 'made'): Promise<Source> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(baseFolder, `${name}.parquet`)
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet ${options})`)
  connection.disconnectSync()
  instance.closeSync()
  return parquet({ path: `${name}.parquet`, baseFolder })
}

async function textsOf(query: string): Promise<readonly string[]> {
  const outcomes = await outcomesOf(await make(query))
  return outcomes.map((outcome) => outcome.replace(/^made.parquet:\d+ /u, ''))
}

describeSourceContract('parquet', {
  async open(records) {
    const path = join(baseFolder, 'records.jsonl')
    await writeFile(path, records.map((record) => `${record}\n`).join(''))
    const rows = `SELECT * FROM read_json('${path}', columns = {n: 'INTEGER', text: 'VARCHAR'})`
    return make(rows, ', ROW_GROUP_SIZE 2048')
  },
})

describe('parquet', () => {
  it('writes every number exactly', async () => {
    assert.deepEqual(
      await textsOf(`SELECT 9223372036854775807 a, 18446744073709551615::UBIGINT b,
        -1234567890123456789012345678901234.5678::DECIMAL(38, 4) c, 0.1::FLOAT d, 0.1::DOUBLE e,
        2::DOUBLE f, 4294967295::UINTEGER g, 1.50::DECIMAL(4, 2) h, 1e300 i`),
      [
        '{"a":9223372036854775807,"b":18446744073709551615,"c":-1234567890123456789012345678901234.5678,"d":0.1,"e":0.1,"f":2.0,"g":4294967295,"h":1.50,"i":1e+300}',
      ],
    )
  })

  it('writes dates and times in ISO 8601, with Z where the file says UTC', async () => {
    assert.deepEqual(
      await textsOf(`SELECT DATE '2024-02-29' a, TIMESTAMP '2024-02-29 12:00:00.5' b,
        TIMESTAMPTZ '1969-12-31 23:59:59.000001+00' c, TIMESTAMP_NS '2024-01-01 00:00:00.000000001' d,
        TIME '23:59:59' e, DATE '12000-01-01' f`),
      [
        '{"a":"2024-02-29","b":"2024-02-29T12:00:00.500","c":"1969-12-31T23:59:59.000001Z","d":"2024-01-01T00:00:00.000000001","e":"23:59:59","f":"+012000-01-01"}',
      ],
    )
  })

  it('writes bytes as text when they are UTF-8, and as base64 otherwise', async () => {
    assert.deepEqual(
      await textsOf(String.raw`SELECT encode('ä') a, '\xFF\x00'::BLOB b, '"' || chr(10) c,
        '00112233-4455-6677-8899-aabbccddeeff'::UUID d, '{"x": 1.0}'::JSON e`),
      [
        String.raw`{"a":"ä","b":"/wA=","c":"\"\n","d":"00112233-4455-6677-8899-aabbccddeeff","e":{"x": 1.0}}`,
      ],
    )
  })

  it('tells null, empty lists and lists of null apart, and keeps the order of keys', async () => {
    assert.deepEqual(
      await textsOf(`SELECT * FROM (VALUES
        ([1], {'2': 'x', '1': NULL}, MAP {'b': [1], 'a': []}, [{'q': [NULL]}]),
        ([], NULL, MAP {}, []),
        (NULL, {'2': NULL, '1': 5}, NULL, [NULL]),
        ([NULL], NULL, MAP {'c': NULL}, [{'q': NULL}])) v(l, "__proto__", m, n)`),
      [
        '{"l":[1],"__proto__":{"2":"x","1":null},"m":{"b":[1],"a":[]},"n":[{"q":[null]}]}',
        '{"l":[],"__proto__":null,"m":{},"n":[]}',
        '{"l":null,"__proto__":{"2":null,"1":5},"m":null,"n":[null]}',
        '{"l":[null],"__proto__":null,"m":{"c":null},"n":[{"q":null}]}',
      ],
    )
  })

  it('gives up a record with NaN or infinity, and only that one', async () => {
    assert.deepEqual(await textsOf(`SELECT unnest(['NaN'::FLOAT, 'inf', '-inf', 1]) a`), [
      'bad-value NaN/a value that JSON can hold',
      'bad-value Infinity/a value that JSON can hold',
      'bad-value -Infinity/a value that JSON can hold',
      '{"a":1.0}',
    ])
  })

  it('makes parts of whole row groups', async () => {
    const source = await make('SELECT range a FROM range(10000)', ', ROW_GROUP_SIZE 2048')
    const cut = await source.plan({ partBytes: 1, spoolFolder: baseFolder })
    assert.equal(cut.length, 5)
    assert.equal((await source.plan({ spoolFolder: baseFolder })).length, 1)
    const outcomes = await outcomesOf(source, { partBytes: 1 })
    assert.equal(outcomes.length, 10_000)
    assert.equal(outcomes.at(-1), 'made.parquet:10000 {"a":9999}')
  })

  it('reads all files of a glob in order', async () => {
    await make('SELECT 2 a', '', 'glob-b')
    await make('SELECT 1 a', '', 'glob-a')
    assert.deepEqual(await outcomesOf(parquet({ path: 'glob-*.parquet', baseFolder })), [
      'glob-a.parquet:1 {"a":1}',
      'glob-b.parquet:1 {"a":2}',
    ])
  })

  for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw']) {
    it(`reads ${codec} pages`, async () => {
      const source = await make(`SELECT 'x' || range a FROM range(3000)`, `, COMPRESSION ${codec}`)
      assert.equal((await outcomesOf(source)).at(-1), 'made.parquet:3000 {"a":"x2999"}')
    })
  }

  it('fails while planning on what is no Parquet file, or not all of one', async () => {
    const source = await make('SELECT range a FROM range(1000)')
    const path = join(baseFolder, 'made.parquet')
    const bytes = await readFile(path)
    await truncate(path, bytes.length - 1)
    assert.deepEqual(await outcomesOf(source), ['source.truncated'])
    await writeFile(path, 'a,b\n'.repeat(100))
    assert.deepEqual(await outcomesOf(source), ['source.wrong-format'])
    await writeFile(path, '')
    assert.deepEqual(await outcomesOf(source), ['source.wrong-format'])
    bytes.fill(0xff, bytes.length - 60, bytes.length - 8)
    await writeFile(path, bytes)
    assert.deepEqual(await outcomesOf(source), ['source.unreadable'])
  })

  it('fails on a footer that tells of more rows than its row groups', async () => {
    const source = await make('SELECT range a FROM range(30)')
    const path = join(baseFolder, 'made.parquet')
    const bytes = await readFile(path)
    // 30, in zigzag, of the file's last row group.
    bytes[bytes.lastIndexOf(0x3c, bytes.length - 9)] = 0x1c
    await writeFile(path, bytes)
    assert.deepEqual(await outcomesOf(source), ['source.unreadable'])
  })

  for (const sql of ['SELECT 1 aa, 2 ab', `SELECT {'aa': 1, 'ab': 2} s`]) {
    it(`names a column that is there twice: ${sql} as aa`, async () => {
      const source = await make(sql)
      const path = join(baseFolder, 'made.parquet')
      const text = (await readFile(path)).toString('latin1')
      await writeFile(path, Buffer.from(text.replaceAll('ab', 'aa'), 'latin1'))
      await assert.rejects(source.plan({ spoolFolder: baseFolder }), {
        code: 'source.unreadable',
        message:
          'made.parquet: expected a Parquet file that can be read, saw two columns of the name "aa"',
      })
    })
  }

  it('fails when the file has changed since it was planned', async () => {
    const source = await make('SELECT 1 a')
    const [part] = await source.plan({ spoolFolder: baseFolder })
    assert.ok(part)
    await make('SELECT 2 a, 3 b')
    await assert.rejects(source.read(part)[Symbol.asyncIterator]().next(), {
      code: 'source.changed',
    })
  })
})

const testing = resolve('../shared/data/parquet-testing/data')
const hasTesting = existsSync(testing)
const files = hasTesting
  ? readdirSync(testing, { recursive: true, encoding: 'utf8' }).toSorted()
  : []

/** Files that cannot be read, and why. */
const failures: Readonly<Record<string, string>> = {
  'datapage_v1-corrupt-checksum.parquet': 'source.lost',
  'rle-dict-uncompressed-corrupt-checksum.parquet': 'source.lost',
  'nation.dict-malformed.parquet': 'source.lost',
}

/** Files that DuckDB does not read, or reads otherwise, such as -0 in 16 bits. */
const unlike = new Set([
  'byte_stream_split_extended.gzip.parquet',
  'float16_nonzeros_and_nans.parquet',
  'floating_orders_nan_count.parquet',
  'hadoop_lz4_compressed.parquet',
  'hadoop_lz4_compressed_larger.parquet',
  'map_no_value.parquet',
  'non_hadoop_lz4_compressed.parquet',
  'int96_from_spark.parquet',
])

/** Two texts of 1 GiB: given up, but not worth the memory of every run. */
const huge = 'large_string_map.brotli.parquet'

describe(
  'parquet-testing',
  { skip: hasTesting ? false : 'it is not beside the repository' },
  () => {
    for (const file of files.filter((name) => name.endsWith('.parquet.encrypted'))) {
      it(`refuses ${file}`, async () => {
        const source = parquet({ path: file, baseFolder: testing })
        assert.deepEqual(await outcomesOf(source), ['source.unreadable'])
      })
    }

    for (const [file, code] of Object.entries(failures)) {
      it(`fails on ${file}`, async () => {
        const source = parquet({ path: file, baseFolder: testing })
        assert.equal((await outcomesOf(source)).at(-1), code)
      })
    }

    it('gives up a timestamp that its writer has spoiled', async () => {
      const source = parquet({ path: 'int96_from_spark.parquet', baseFolder: testing })
      const outcomes = await outcomesOf(source)
      assert.deepEqual(
        outcomes.map((outcome) => outcome.split(':').slice(1).join(':')),
        [
          '1 {"a":"2024-01-01T20:34:56.123456Z"}',
          '2 {"a":"2024-01-01T01:00:00Z"}',
          '3 {"a":"9999-12-31T03:00:00Z"}',
          '4 {"a":"2024-12-30T23:00:00Z"}',
          '5 {"a":null}',
          '6 bad-value a date out of range/a value that JSON can hold',
        ],
      )
    })

    it('reads what DuckDB does not', async () => {
      const counts: Record<string, number> = {}
      for (const path of unlike) {
        const outcomes = await outcomesOf(parquet({ path, baseFolder: testing }))
        counts[path] = outcomes.filter((outcome) => outcome.endsWith('}')).length
      }
      assert.deepEqual(counts, {
        'byte_stream_split_extended.gzip.parquet': 200,
        'float16_nonzeros_and_nans.parquet': 7,
        'floating_orders_nan_count.parquet': 36,
        'hadoop_lz4_compressed.parquet': 4,
        'hadoop_lz4_compressed_larger.parquet': 10_000,
        'map_no_value.parquet': 3,
        'non_hadoop_lz4_compressed.parquet': 4,
        'int96_from_spark.parquet': 5,
      })
    })

    for (const file of files.filter((name) => name.endsWith('.parquet'))) {
      if (file in failures || unlike.has(file) || file === huge) continue
      it(`reads ${file} as DuckDB does`, async () => {
        const copy = join(baseFolder, 'copy.parquet')
        await copyFile(join(testing, file), copy)
        const mine = await outcomesOf(parquet({ path: 'copy.parquet', baseFolder }))
        const others = await outcomesOf(duckdb({ sql: `FROM 'copy.parquet'`, baseFolder }))
        const [left, right] = [mine, others].map((lines) =>
          lines.map((line) => line.replace(/^(?:copy.parquet|duckdb query):/u, '')),
        )
        const different =
          left?.findIndex((line, index) => !isAlike(line, right?.[index] ?? '')) ?? 0
        assert.equal(left?.length, right?.length)
        assert.equal(left?.[different], right?.[different])
      })
    }
  },
)

/**
 * Whether the texts differ at most in what is spelled otherwise on purpose: DuckDB knows no zone
 * for the older timestamp types, and bytes that are not declared to be text are base64 there.
 */
function isAlike(mine: string, other: string): boolean {
  const [left, right] = [mine, other].map((text) => text.split(/("(?:[^"\\]|\\.)*")/u))
  return (
    left?.length === right?.length &&
    left?.every((token, index) => tokensAlike(token, right?.[index] ?? '')) === true
  )
}

function tokensAlike(mine: string, other: string): boolean {
  if (mine === other || mine === other.replace(/(:\d\d(?:\.\d+)?)"$/u, '$1Z"')) return true
  const isText = mine.startsWith('"') && other.startsWith('"')
  return isText && Buffer.from(String(JSON.parse(mine))).toString('base64') === JSON.parse(other)
}
