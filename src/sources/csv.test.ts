import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { array, assert as assertProperty, property, stringMatching } from 'fast-check'
import { csv, tsv, type CsvOptions } from './csv.js'
import { steadyOutcomesOf } from './outcomes.contract.js'
import { noFields } from './read-rows.js'
import { scanRow } from './scan-row.js'
import { describeSourceContract } from './source.contract.js'
import type { Source } from './source.js'
import { splitRow, splitWholeRow } from './split-row.js'

let baseFolder = ''
before(async () => (baseFolder = await mkdtemp(join(tmpdir(), 'csv-'))))
after(() => rm(baseFolder, { recursive: true }))

async function over(
  bytes: string | Uint8Array,
  options: Partial<CsvOptions> = {},
): Promise<Source> {
  await writeFile(join(baseFolder, 'a'), bytes)
  return csv({ path: 'a', baseFolder, ...options })
}

async function outcomes(
  bytes: string | Uint8Array,
  options: Partial<CsvOptions> = {},
): Promise<readonly string[]> {
  return steadyOutcomesOf(await over(bytes, options))
}

interface ContractRecord {
  readonly n: number
  readonly text: string
}

function fieldsOf(record: string): ContractRecord {
  return JSON.parse(record) as ContractRecord
}

const spell = (record: string): string => record.replace(/:(\d+),/u, ':"$1",')

describeSourceContract('csv', {
  spell,
  open: (records) =>
    over(
      `n,text\n${records
        .map(fieldsOf)
        .map(({ n, text }) => `${n},${text}\n`)
        .join('')}`,
    ),
})
describeSourceContract('quoted csv with CRLF', {
  spell,
  open: (records) =>
    over(
      ['\uFEFF"n","text"', ...records.map(fieldsOf).map(({ n, text }) => `"${n}","${text}"`)].join(
        '\r\n',
      ),
    ),
})
describeSourceContract('gzipped tsv without header', {
  spell,
  open: async (records) => {
    const rows = records.map(fieldsOf).map(({ n, text }) => `${n}\t${text}\n`)
    await writeFile(join(baseFolder, 'a'), gzipSync(rows.join('')))
    return tsv({ path: 'a', baseFolder, columns: ['n', 'text'] })
  },
})

describe('csv', () => {
  it('keeps values as they are in the file', async () => {
    assert.deepEqual(await outcomes('a,b\n 1.0 ,=cmd|"x"\n,\\\u2028\t\n'), [
      String.raw`a:2 {"a":" 1.0 ","b":"=cmd|\"x\""}`,
      String.raw`a:3 {"a":"","b":"\\` + '\u2028' + String.raw`\t"}`,
    ])
  })

  it('reads quoted fields with delimiters, doubled quotes and line ends in them', async () => {
    assert.deepEqual(await outcomes('a,b\n"1,""2""","\r\n\n"\n"",3\n'), [
      String.raw`a:2 {"a":"1,\"2\"","b":"\r\n\n"}`,
      'a:5 {"a":"","b":"3"}',
    ])
  })

  it('reads names of columns as they are, quoted or not', async () => {
    assert.deepEqual(await outcomes('"a ""b""\n",__proto__,\n1,2,3'), [
      String.raw`a:3 {"a \"b\"\n":"1","__proto__":"2","":"3"}`,
    ])
  })

  it('takes no rows, no text and a byte order mark alone as no records', async () => {
    for (const text of ['', 'a,b', 'a,b\r\n', '\uFEFF', '\n\n']) {
      assert.deepEqual(await outcomes(text), [])
    }
  })

  it('counts empty lines and skips them', async () => {
    assert.deepEqual(await outcomes('\n\r\na\n\n1\r\n\r\n2'), ['a:5 {"a":"1"}', 'a:7 {"a":"2"}'])
  })

  it('drops rows with too few or too many fields', async () => {
    assert.deepEqual(await outcomes('a,b\n1\n1,2\n1,2,3\n'), [
      'a:2 ragged-row 1/2',
      'a:3 {"a":"1","b":"2"}',
      'a:4 ragged-row 3/2',
    ])
  })

  it('drops rows whose quotes do not match, an unclosed one with all that follows', async () => {
    assert.deepEqual(await outcomes('a,b\n"1"x,2\n3,4\n"5,6\n7,8\n'), [
      'a:2 bad-quote text after a closing quote/a delimiter or the end of the row',
      'a:3 {"a":"3","b":"4"}',
      'a:4 bad-quote a quote that is not closed/quotes in pairs',
    ])
  })

  it('drops rows with a NUL byte or a lone CR outside quotes', async () => {
    assert.deepEqual(await outcomes('a\n1\0\n2\r3\n4\r\n"5\r6"\n'), [
      'a:2 bad-value a NUL byte/text',
      'a:3 bad-value a carriage return outside quotes/LF or CRLF at the end of a row',
      'a:4 {"a":"4"}',
      String.raw`a:5 {"a":"5\r6"}`,
    ])
  })

  it('leaves bytes that are not UTF-8 to the parser', async () => {
    const source = await over(Buffer.from('a\n\xff\n', 'latin1'))
    const [part] = await source.plan({ spoolFolder: baseFolder })
    assert.ok(part)
    for await (const { bytes } of source.read(part)) {
      assert.deepEqual(Buffer.from(bytes), Buffer.from('{"a":"\xff"}', 'latin1'))
    }
  })

  for (const lineEnd of ['\n', '\r\n', '']) {
    it(`reads a row at the limit and drops a longer one, before ${JSON.stringify(lineEnd)}`, async () => {
      const long = `"\n${'x'.repeat(50)}\n"`
      const text = `a\n12345678\n123456789\n${long}\n12345678${lineEnd}`
      assert.deepEqual(await outcomes(text, { maxRecordBytes: 8 }), [
        'a:2 {"a":"12345678"}',
        'a:3 line-too-long 9/8',
        'a:4 line-too-long 54/8',
        'a:7 {"a":"12345678"}',
      ])
      assert.deepEqual(await outcomes(`a\n${'1'.repeat(40)}${lineEnd}`, { maxRecordBytes: 8 }), [
        'a:2 line-too-long 40/8',
      ])
    })
  }

  it('refuses at once a header that does not name each column once', async () => {
    for (const text of ['a,a\n', 'a,"b\n1,2', 'a\rb\r', 'a\xff', 'a'.repeat(1 << 16)]) {
      const source = await over(Buffer.from(text, 'latin1'))
      await assert.rejects(source.plan({ spoolFolder: baseFolder }), {
        code: 'source.wrong-format',
      })
    }
    assert.throws(() => csv({ path: 'a', baseFolder, columns: ['a', 'a'] }), {
      code: 'source.wrong-format',
    })
  })

  it('says what to do about rows that end with a carriage return alone', async () => {
    const source = await over(Buffer.from('a,b\r1,2\r'))
    await assert.rejects(source.plan({ spoolFolder: baseFolder }), {
      hint: String.raw`Convert its line ends first, for example with tr '\r' '\n'.`,
    })
  })

  it('takes another delimiter, of one ASCII character', async () => {
    assert.deepEqual(await outcomes('a;b\n1,0;"2;0"', { delimiter: ';' }), [
      'a:2 {"a":"1,0","b":"2;0"}',
    ])
    for (const delimiter of ['', ';;', '"', '\n', 'ä']) {
      assert.throws(() => csv({ path: 'a', baseFolder, delimiter }), { code: 'usage.invalid' })
    }
  })

  it('splits rows as csv-parse does', () => {
    assertProperty(
      property(array(array(stringMatching(/^[a",\n]{0,5}$/u), { minLength: 1 })), (rows) => {
        const text = rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')
        const expected: unknown = parse(text, { relax_column_count: true })
        assert.deepEqual(rowsOf(Buffer.from(text)), expected)
      }),
    )
  })
})

describe('rows of CSV that are split as they are found', () => {
  it('end where a scan for their end finds it, and have the same fields, or are left to it', () => {
    let whole = 0
    const piece = stringMatching(/^(?:[a",\r\n\0]|"a{40}"|a{40}|\r\n){0,12}$/u)
    assertProperty(
      property(piece, piece, (text, more) => {
        const bytes = Buffer.from(`${text}\n${more}`)
        const row = { start: 0, delimiter: 0x2c }
        const found = noFields()
        const end = splitWholeRow(bytes, row, found)
        if (end === -1) return
        whole += 1
        assert.equal(end, scanRow(bytes, 0, { ...row, scan: { where: 'field-start' } }))
        const fields = noFields()
        const rowEnd = bytes[end - 1] === 0x0d ? end - 1 : end
        assert.equal(splitRow(bytes, { ...row, end: rowEnd }, fields), undefined)
        assert.deepEqual(found, fields)
      }),
      { numRuns: 2000 },
    )
    assert.ok(whole > 500, `${whole}`)
  })
})

function quoted(field: string): string {
  return /[",\n]/u.test(field) || field === '' ? `"${field.replaceAll('"', '""')}"` : field
}

function rowsOf(bytes: Buffer): readonly (readonly string[])[] {
  const rows: string[][] = []
  const delimiter = 0x2c
  for (let start = 0; start < bytes.length;) {
    const end = scanRow(bytes, start, { delimiter, scan: { where: 'field-start' } })
    const fields = noFields()
    assert.equal(splitRow(bytes, { start, end, delimiter }, fields), undefined)
    rows.push(
      Array.from({ length: fields.count }, (_, index) =>
        bytes.toString('utf8', fields.starts[index], fields.ends[index]).replaceAll('""', '"'),
      ),
    )
    start = end + 1
  }
  return rows
}
