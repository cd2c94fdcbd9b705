import assert from 'node:assert/strict'
import { appendFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { RecordBatch } from '../records/record-batch.js'
import { jsonl, type JsonlOptions } from './jsonl.js'
import { outcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'
import type { Source } from './source.js'

let baseFolder = ''
before(async () => (baseFolder = await mkdtemp(join(tmpdir(), 'jsonl-'))))
after(() => rm(baseFolder, { recursive: true }))

/** The source over one file, `a.jsonl`, of these bytes. */
async function over(
  bytes: string | Uint8Array,
  options: Partial<JsonlOptions> = {},
): Promise<Source> {
  await writeFile(join(baseFolder, 'a.jsonl'), bytes)
  return jsonl({ path: 'a.jsonl', baseFolder, ...options })
}

async function outcomes(
  bytes: string | Uint8Array,
  options: Partial<JsonlOptions> = {},
): Promise<readonly string[]> {
  return outcomesOf(await over(bytes, options))
}

describeSourceContract('jsonl', {
  open: (records) => over(records.map((text) => `${text}\n`).join('')),
})
describeSourceContract('jsonl with CRLF and no last line end', {
  open: (records) => over(records.join('\r\n')),
})
describeSourceContract('gzipped jsonl', {
  open: (records) => over(gzipSync(records.map((text) => `${text}\n`).join(''))),
})

describe('jsonl', () => {
  it('takes CRLF as line end, blank lines as no records and needs no last line end', async () => {
    assert.deepEqual(await outcomes('\r\n1\r\n\n \t\r\n2\n3'), [
      'a.jsonl:2 1',
      'a.jsonl:5 2',
      'a.jsonl:6 3',
    ])
  })

  it('splits at LF only', async () => {
    const line = '{"a":\r"\u2028\u2029\u0085\v\f"}'
    assert.deepEqual(await outcomes(`${line}\n`), [`a.jsonl:1 ${line}`])
  })

  it('drops a byte order mark at the start of the file and nowhere else', async () => {
    assert.deepEqual(await outcomes('\uFEFF1\n\uFEFF2\n'), ['a.jsonl:1 1', 'a.jsonl:2 \uFEFF2'])
    assert.deepEqual(await outcomes('\uFEFF'), [])
  })

  it('leaves bytes that are not JSON to the parser', async () => {
    const bytes = Buffer.from('{"a":"\0\x80\xff"}\n[1]\n1 2\n', 'latin1')
    for await (const batch of readFirstPart(await over(bytes))) {
      assert.deepEqual(Buffer.from(batch.bytes), bytes)
      assert.deepEqual([...batch.spans], [0, 11, 12, 15, 16, 19])
    }
  })

  it('gives the byte position of each batch', async () => {
    const source = await over('\uFEFF11\n22\n\n33\n')
    const offsets: unknown[] = []
    for await (const { bytes, offset } of readFirstPart(source, 3)) {
      offsets.push([offset, Buffer.from(bytes).toString()])
    }
    assert.deepEqual(offsets, [
      [3, '11\n'],
      [6, '22\n\n'],
      [10, '33\n'],
    ])
  })

  it('owns the memory of its batches', async () => {
    const copies: Buffer[] = []
    const batches: Uint8Array[] = []
    for await (const { bytes } of readFirstPart(await over('11\n22\n33\n44\n'), 4)) {
      copies.push(Buffer.from(bytes))
      batches.push(bytes)
    }
    assert.deepEqual(
      batches.map((bytes) => Buffer.from(bytes)),
      copies,
    )
    assert.equal(new Set(batches.map((bytes) => bytes.buffer)).size, batches.length)
  })

  it('marks a last line that was cut off, also within a character', async () => {
    const expected = [
      'a.jsonl:1 {"a":1}',
      'a.jsonl:2 truncated-record 7 bytes/a complete JSON value{"a":"b',
    ]
    assert.deepEqual(await outcomes('{"a":1}\n{"a":"b'), expected)
    const bytes = Buffer.from('{"a":1}\n{"a":"ä')
    const withoutEnd = expected.map((outcome) => outcome.replace(/b$/u, '\uFFFD'))
    assert.deepEqual(await outcomes(bytes.subarray(0, -1)), withoutEnd)
  })

  it('leaves a last line that is wrong rather than cut off to the parser', async () => {
    assert.deepEqual(await outcomes('{"a":1}\n{a:1}'), ['a.jsonl:1 {"a":1}', 'a.jsonl:2 {a:1}'])
    assert.deepEqual(await outcomes('1\r'), ['a.jsonl:1 1'])
  })

  it('names inputs as they are spelled and numbers the lines of each', async () => {
    await mkdir(join(baseFolder, 'many'))
    for (const name of ['b', 'a', 'B']) {
      await writeFile(join(baseFolder, 'many', `${name}.jsonl`), `\n"${name}"\n`)
    }
    const source = jsonl({ path: ['./many/*.jsonl', 'many/b.jsonl'], baseFolder })
    assert.equal(source.id, 'jsonl:./many/*.jsonl,many/b.jsonl')
    assert.deepEqual(await outcomesOf(source), [
      'many/B.jsonl:2 "B"',
      'many/a.jsonl:2 "a"',
      'many/b.jsonl:2 "b"',
    ])
  })
})

describe('jsonl lines over the limit', () => {
  for (const lineEnd of ['\n', '\r\n', '']) {
    const name = JSON.stringify(lineEnd)
    it(`reads a record at the limit and drops a longer one, before ${name}`, async () => {
      for (const batchBytes of [1, 7, 1024]) {
        const options = { maxRecordBytes: 8 }
        const text = `"123456"\n"1234567"\n"1"\n"123456"${lineEnd}`
        assert.deepEqual(await outcomesOf(await over(text, options), { batchBytes }), [
          'a.jsonl:1 "123456"',
          'a.jsonl:2 line-too-long 9/8',
          'a.jsonl:3 "1"',
          'a.jsonl:4 "123456"',
        ])
        const longer = `1\n"1234567"${lineEnd}`
        assert.deepEqual(await outcomesOf(await over(longer, options), { batchBytes }), [
          'a.jsonl:1 1',
          'a.jsonl:2 line-too-long 9/8',
        ])
      }
    })
  }

  it('gives such a line once, however many parts it spans', async () => {
    const text = `1\n"${'x'.repeat(300)}"\n2\n3\n`
    for (const partBytes of [1, 3, 10, 100, 305, 1024]) {
      const source = await over(text, { maxRecordBytes: 8 })
      assert.deepEqual(await outcomesOf(source, { partBytes, batchBytes: 16 }), [
        'a.jsonl:1 1',
        'a.jsonl:2 line-too-long 302/8',
        'a.jsonl:3 2',
        'a.jsonl:4 3',
      ])
    }
  })

  it('holds no more than the limit of such a line', async () => {
    const source = await over(`"${'x'.repeat(1 << 20)}"\n1\n`, { maxRecordBytes: 1024 })
    for await (const { bytes } of readFirstPart(source, 256)) assert.ok(bytes.length < 2048)
  })
})

describe('jsonl refuses', () => {
  const wrongFormat = ['source.wrong-format']

  it('one JSON array, and not lines that are arrays', async () => {
    assert.deepEqual(await outcomes('[\n{"a":1}\n]'), wrongFormat)
    assert.deepEqual(await outcomes('\n [{"a":1},{"a":2}]\n\n'), wrongFormat)
    assert.deepEqual(await outcomes('\uFEFF[{"a":1}]'), wrongFormat)
    assert.deepEqual(await outcomes('[1]\n[2]\n'), ['a.jsonl:1 [1]', 'a.jsonl:2 [2]'])
  })

  for (const [encoding, bytes] of [
    ['UTF-16LE', '\xff\xfe{\0}\0'],
    ['UTF-16BE', '\xfe\xff\0{\0}'],
    ['UTF-16LE', '{\0}\0'],
    ['UTF-16BE', '\0{\0}'],
    ['UTF-32LE', '\xff\xfe\0\0{\0\0\0'],
    ['UTF-32BE', '\0\0\xfe\xff\0\0\0{'],
    ['UTF-32LE', '{\0\0\0}\0\0\0'],
    ['UTF-32BE', '\0\0\0{\0\0\0}'],
  ] as const) {
    it(`${encoding} given as ${JSON.stringify(bytes)}`, async () => {
      const source = await over(Buffer.from(bytes, 'latin1'))
      await assert.rejects(source.plan({ spoolFolder: baseFolder }), {
        code: 'source.encoding',
        details: { input: 'a.jsonl', encoding },
      })
      const zipped = await over(gzipSync(Buffer.from(bytes, 'latin1')))
      assert.deepEqual(await outcomesOf(zipped), ['source.encoding'])
    })
  }

  it('what is not there, and says which pattern', async () => {
    for (const path of ['absent.jsonl', 'absent/*.jsonl', 'a.jsonl/b', '**/absent']) {
      await assert.rejects(jsonl({ path, baseFolder }).plan({ spoolFolder: baseFolder }), {
        code: 'source.no-match',
        details: { pattern: path },
      })
    }
  })

  it('a folder, a device, a socket and a loop of links', async () => {
    const socket = createServer()
    await new Promise<void>((resolve) => socket.listen(join(baseFolder, 'socket'), resolve))
    await symlink('loop', join(baseFolder, 'loop'))
    const codes: string[] = []
    for (const path of ['.', '/dev/zero', 'socket', 'loop']) {
      codes.push(...(await outcomesOf(jsonl({ path, baseFolder }))))
    }
    socket.close()
    const notAFile = 'source.not-a-file'
    assert.deepEqual(codes, [notAFile, notAFile, notAFile, 'source.unreadable'])
  })

  it('a name that would break lines', async () => {
    await writeFile(join(baseFolder, 'new\nline.txt'), '1')
    assert.deepEqual(await outcomesOf(jsonl({ path: '*.txt', baseFolder })), ['source.unreadable'])
  })

  it('a file that has grown, shrunk, was written or removed since it was planned', async () => {
    const path = join(baseFolder, 'a.jsonl')
    for (const change of [
      () => appendFile(path, '4\n'),
      () => truncate(path, 2),
      () => writeFile(path, '1\n2\n4\n'),
      () => rm(path),
    ]) {
      const source = await over('1\n2\n3\n')
      const [part] = await source.plan({ spoolFolder: baseFolder })
      assert.ok(part)
      // Some file systems keep times in steps of a few milliseconds.
      await new Promise((resolve) => setTimeout(resolve, 20))
      await change()
      const reading = source.read(part)[Symbol.asyncIterator]()
      await assert.rejects(reading.next(), {
        code: 'source.changed',
        details: { input: 'a.jsonl' },
      })
    }
  })

  it('a file that shrinks while it is read', async () => {
    const source = await over('1\n'.repeat(100))
    const reading = readFirstPart(source, 16)[Symbol.asyncIterator]()
    await reading.next()
    await truncate(join(baseFolder, 'a.jsonl'), 20)
    await assert.rejects(
      async () => {
        while ((await reading.next()).done !== true);
      },
      { code: 'source.changed' },
    )
  })
})

async function* readFirstPart(source: Source, batchBytes = 1024): AsyncGenerator<RecordBatch> {
  const [part] = await source.plan({ spoolFolder: baseFolder })
  assert.ok(part)
  yield* source.read(part, { batchBytes })
}
