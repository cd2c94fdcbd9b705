import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { FileKind } from './file-kind.js'
import { sniffFile } from './sniff-file.js'

let folder = ''
before(async () => (folder = await mkdtemp(join(tmpdir(), 'sniff-'))))
after(() => rm(folder, { recursive: true }))

async function sniff(content: string | Uint8Array, input = 'data'): Promise<FileKind | undefined> {
  const path = join(folder, 'file')
  await writeFile(path, content)
  return sniffFile({ input, path })
}

const examples = JSON.stringify([{ a: 1 }, { a: 2 }, { a: 3 }])
const manyExamples = Array.from({ length: 20_000 }, (_, n) => `{"n":${n}}`).join(',\n')

const kinds: readonly (readonly [string, string | Uint8Array, FileKind])[] = [
  ['objects on lines', '{"a":1}\n{"a":2}\n', { type: 'jsonl' }],
  ['objects on lines behind a byte order mark', '\uFEFF{"a":1}\r\n{"a":2}\r\n', { type: 'jsonl' }],
  ['objects on lines, one of them broken', '{"a":1}\n{"a":\n', { type: 'jsonl' }],
  ['a first line of 100 kB', `{"a":"${'x'.repeat(100_000)}"}\n{"a":"y"}\n`, { type: 'jsonl' }],
  ['gzipped objects on lines', gzipSync('{"a":1}\n{"a":2}\n'), { type: 'jsonl' }],
  ['an array on one line', '[{"a":1},{"a":2}]', { type: 'json' }],
  ['an array on many lines', '[\n  {\n    "a": 1\n  }\n]\n', { type: 'json' }],
  ['an empty array', '[]', { type: 'json' }],
  ['a long array', `[${manyExamples}]`, { type: 'json' }],
  ['one object', '{\n  "a": 1\n}\n', { type: 'json' }],
  [
    'an object around its records',
    `{"v":1,"examples":${examples}}`,
    { type: 'json', records: 'examples' },
  ],
  ['objects around the records', `{"d":{"i":${examples},"n":3}}`, { type: 'json', records: 'd.i' }],
  ['a key with dots around the records', `{"a.b":${examples}}`, { type: 'json', records: '/a.b' }],
  [
    'an object with a list that is not most of it',
    `{"t":"${'x'.repeat(99)}","l":${examples}}`,
    { type: 'json' },
  ],
  ['an object with a list of two', '{"turns":[{"a":1},{"a":2}]}', { type: 'json' }],
  [
    'an object with lists of different objects',
    '{"l":[{"a":1},{"b":1},{"c":1}]}',
    { type: 'json' },
  ],
  [
    'a long object around its records',
    `{"v":[1],"s":"[{","d":{"x":[${manyExamples}]}}`,
    { type: 'json', records: 'd.x' },
  ],
  ['commas', 'q,a\nWhy?,So.\n', { type: 'csv' }],
  ['commas and quotes', '"q","a"\r\n"Why, then?","So.\nYes."\r\n', { type: 'csv' }],
  ['semicolons', 'q;a\n"1,5";So\n', { type: 'csv', delimiter: ';' }],
  ['bars', 'q|a|b\n1,5|So|x\n', { type: 'csv', delimiter: '|' }],
  ['tabs', 'q\ta\nWhy, oh why?\tSo, so.\n', { type: 'tsv' }],
  ['a header alone', 'question,answer\n', { type: 'csv' }],
  ['rows without a header', '1,one\n2,two\n', { type: 'csv', columns: ['column_1', 'column_2'] }],
  ['a column of numbers with a name', 'id,word\n1,one\n2,two\n', { type: 'csv' }],
  ['an SQLite file', 'SQLite format 3\0…', { type: 'sqlite' }],
  ['a DuckDB file', `${'\0'.repeat(8)}DUCK`, { type: 'duckdb' }],
  ['a Parquet file', 'PAR1…PAR1', { type: 'parquet' }],
]

describe('sniffFile', () => {
  for (const [name, content, kind] of kinds) {
    it(`tells ${name} by the content alone`, async () => {
      assert.deepEqual(await sniff(content), kind)
    })
  }

  it('lets the name decide about one column, and about one object on one line', async () => {
    assert.deepEqual(await sniff('question\nWhy?\n', 'a.csv'), { type: 'csv' })
    assert.deepEqual(await sniff('question\nWhy?\n', 'a.tsv.gz'), { type: 'tsv' })
    assert.deepEqual(await sniff('{"a":1}\n', 'a.jsonl'), { type: 'jsonl' })
    assert.deepEqual(await sniff('{"a":1}\n', 'a.json'), { type: 'json' })
  })

  it('tells no kind of an empty file and of a blank one', async () => {
    for (const content of ['', ' \n\n', gzipSync('')]) assert.equal(await sniff(content), undefined)
  })

  const refused: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['a tar archive', `${'x'.repeat(257)}ustar\u000000`, /a tar archive/u],
    ['a gzipped tar archive', gzipSync(`${'x'.repeat(257)}ustar\u000000`), /a tar archive/u],
    ['a zip archive', 'PK\u0003\u0004…', /a zip archive or an Office file/u],
    ['a gzipped database', gzipSync('SQLite format 3\0'), /a compressed sqlite file/u],
    ['prose', 'Once upon a time\nthere was a file.\n', /neither JSON nor a table nor a database/u],
    ['texts in an array', '["a","b"]', /saw strings/u],
    ['a long array of texts', `["${'x'.repeat(100)}"${',"y"'.repeat(50_000)}]`, /saw strings/u],
    ['arrays on lines', '[1]\n[2]\n', /saw arrays/u],
    ['numbers in an array', '[1,2]', /saw numbers/u],
  ]
  for (const [name, content, message] of refused) {
    it(`refuses ${name} with what it seems to be`, async () => {
      await assert.rejects(sniff(content), { code: 'source.wrong-format', message })
    })
  }

  it('refuses UTF-16 with how to convert it', async () => {
    await assert.rejects(sniff(Buffer.from('\uFEFF{"a":1}', 'utf16le')), {
      code: 'source.encoding',
    })
  })

  it('refuses what is not there and what is no file', async () => {
    await assert.rejects(sniffFile({ input: 'a', path: join(folder, 'absent') }), {
      code: 'source.unreadable',
    })
    await assert.rejects(sniffFile({ input: 'a', path: folder }), { code: 'source.not-a-file' })
  })
})
