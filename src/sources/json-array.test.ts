import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { array, assert as assertProperty, asyncProperty, integer, json } from 'fast-check'
import { jsonArray, type JsonArrayOptions } from './json-array.js'
import { outcomesOf, steadyOutcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'
import type { Source } from './source.js'

let baseFolder = ''
before(async () => (baseFolder = await mkdtemp(join(tmpdir(), 'json-'))))
after(() => rm(baseFolder, { recursive: true }))

async function over(
  bytes: string | Uint8Array,
  options: Partial<JsonArrayOptions> = {},
): Promise<Source> {
  await writeFile(join(baseFolder, 'a'), bytes)
  return jsonArray({ path: 'a', baseFolder, ...options })
}

async function outcomes(
  bytes: string | Uint8Array,
  options: Partial<JsonArrayOptions> = {},
): Promise<readonly string[]> {
  return steadyOutcomesOf(await over(bytes, options))
}

describeSourceContract('json', { open: (records) => over(`[${records.join(',')}]`) })
describeSourceContract('json over many lines', {
  open: (records) => over(`\uFEFF\r\n[\r\n${records.join(' ,\r\n ')}\r\n]\r\n`),
})
describeSourceContract('gzipped json', {
  open: (records) => over(gzipSync(`[${records.join(',')}]`)),
})

const missing = (where: string) => `invalid-json nothing ${where}/a value`

describe('jsonArray', () => {
  it('finds elements whatever is in their strings and however deep they are', async () => {
    const elements = [
      String.raw`{"a":"]},[{"}`,
      String.raw`{"\"":"\\","b":"\\\""}`,
      '{ "a" : [ [ ] , { } ] }',
      '[1,2]',
      '"text"',
      'null',
    ]
    assert.deepEqual(
      await outcomes(`[${elements.join(' , ')}]`),
      elements.map((element, index) => `a:${index + 1} ${element}`),
    )
  })

  it('gives back any array of JSON values', async () => {
    await assertProperty(
      asyncProperty(array(json()), integer({ min: 1, max: 64 }), async (values, size) => {
        const source = await over(`[${values.join(',')}]`)
        assert.deepEqual(
          await outcomesOf(source, { batchBytes: size }),
          values.map((value, index) => `a:${index + 1} ${value}`),
        )
      }),
    )
  })

  it('takes a file of one object as one record, without unwrapping it', async () => {
    assert.deepEqual(await outcomes(' {"rows":[{"a":1}]}\n'), ['a:1 {"rows":[{"a":1}]}'])
  })

  it('finds the array that a path leads to, whatever stands around it', async () => {
    const text = String.raw`{"a":[{"d":[0]}],"\u0064":"]},{","d":{"x":{},"e/f":[1, {"g":"}"}] ,"e":[3]}} `
    assert.deepEqual(await outcomes(text, { records: '/d/e~1f' }), ['source.wrong-format'])
    const nested = text.replace(String.raw`"\u0064"`, '"c"')
    assert.deepEqual(await outcomes(nested, { records: '/d/e~1f' }), ['a:1 1', 'a:2 {"g":"}"}'])
    assert.deepEqual(await outcomes(nested, { records: 'd.e' }), ['a:1 3'])
    assert.deepEqual(await outcomes(nested, { records: 'a' }), ['a:1 {"d":[0]}'])
  })

  it('takes the first of two members of one name, as they come', async () => {
    assert.deepEqual(await outcomes('{"a":[1],"a":[2]}', { records: 'a' }), ['a:1 1'])
  })

  it('skips a member that is longer than a record may be', async () => {
    const text = `{"long":"${'x'.repeat(100)}","${'k'.repeat(50)}":1,"rows":[1,2]}`
    const options = { records: 'rows', maxRecordBytes: 8 }
    assert.deepEqual(await outcomes(text, options), ['a:1 1', 'a:2 2'])
  })

  it('refuses files without an array where the path leads', async () => {
    for (const text of [
      '[{"a":[1]}]',
      '{"b":[1]}',
      '{}',
      '{"a":{"b":[1]}}',
      '{"a":1}',
      '{a:[1]}',
    ]) {
      assert.deepEqual(await outcomes(text, { records: 'a' }), ['source.wrong-format'], text)
    }
  })

  it('takes an empty file as no records, with a path as without', async () => {
    assert.deepEqual(await outcomes(' \n', { records: 'a' }), [])
  })

  it('refuses a second document behind the one with the array', async () => {
    const found = await outcomes('{"a":[1]} {"a":[2]}', { records: 'a' })
    assert.deepEqual(found, ['a:1 1', 'source.wrong-format'])
  })

  it('tells that a document is cut off behind its array, or before it', async () => {
    for (const end of ['', ',', ',"b":"}', ',"b":{}', ',"b":[1}']) {
      const found = await outcomes(`{"a":[1]${end}`, { records: 'a' })
      assert.deepEqual(found, ['a:1 1', 'source.truncated'], end)
    }
    for (const text of ['{', '{"', '{"b', '{"b"', '{"b":', '{"b":"x', '{"b":1', '{"b":1,']) {
      const [code] = await outcomes(text, { records: 'a' })
      assert.ok(code === 'source.truncated' || code === 'source.wrong-format', text)
    }
  })

  it('takes an empty file and an empty array as no records', async () => {
    for (const text of ['', ' \n', '\uFEFF', '[]', ' [ \n ] ']) {
      assert.deepEqual(await outcomes(text), [])
    }
  })

  it('drops what is missing between commas', async () => {
    assert.deepEqual(await outcomes('[1,]'), ['a:1 1', `a:2 ${missing('behind the last comma')}`])
    assert.deepEqual(await outcomes('[ ,1]'), [`a:1 ${missing('before the first comma')}`, 'a:2 1'])
    const between = await outcomes('[1,\n,2]')
    assert.deepEqual(between, ['a:1 1', `a:2 ${missing('between two commas')}`, 'a:3 2'])
  })

  it('leaves damage within an element to the parser', async () => {
    assert.deepEqual(await outcomes('[{"a":1} {"b":2},1}2,{"a":]}]'), [
      'a:1 {"a":1} {"b":2}',
      'a:2 1}2',
      'a:3 {"a":]}',
    ])
  })

  it('reads an element at the limit and drops a longer one', async () => {
    const text = `["123456" ,\n"1234567"\n,"${'x'.repeat(100)}",1]`
    assert.deepEqual(await outcomes(text, { maxRecordBytes: 8 }), [
      'a:1 "123456"',
      'a:2 line-too-long 9/8',
      'a:3 line-too-long 102/8',
      'a:4 1',
    ])
    assert.deepEqual(await outcomes('{"a":"1"}', { maxRecordBytes: 8 }), ['a:1 line-too-long 9/8'])
  })

  it('gives the complete elements of an array that is cut off before the failure', async () => {
    for (const text of ['[1,2', '[1,"', '[1,', '[1', '[']) {
      const expected = text.length > 2 ? ['a:1 1', 'source.truncated'] : ['source.truncated']
      assert.deepEqual(await outcomes(text), expected)
    }
  })

  it('refuses text behind the array', async () => {
    assert.deepEqual(await outcomes('[1]\n[2]'), ['a:1 1', 'source.wrong-format'])
  })

  it('refuses at once what is neither an array nor an object, and objects on lines', async () => {
    for (const text of ['"a"', 'a,b\n1,2\n', '{"a":1}\n{"a":2}\n']) {
      const source = await over(text)
      await assert.rejects(source.plan({ spoolFolder: baseFolder }), {
        code: 'source.wrong-format',
      })
    }
  })

  it('gives the byte position of each batch of a plain file', async () => {
    const source = await over('\uFEFF[ "a", "b",\n"c" ]')
    const [part] = await source.plan({ spoolFolder: baseFolder })
    assert.ok(part)
    const file = await readFile(join(baseFolder, 'a'))
    let records = 0
    for await (const { bytes, spans, offset = -1 } of source.read(part, { batchBytes: 3 })) {
      assert.deepEqual(Buffer.from(bytes), file.subarray(offset, offset + bytes.length))
      records += spans.length / 2
    }
    assert.equal(records, 3)
  })
})
