import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { RecordSample } from './record-sample.js'
import { sampleRecords, type Look } from './sample-records.js'

let folder = ''
before(async () => (folder = await mkdtemp(join(tmpdir(), 'sample-'))))
after(() => rm(folder, { recursive: true }))

async function sample(
  files: Readonly<Record<string, string | Uint8Array>>,
  looks: readonly Look[] = [{ source: { type: 'jsonl', path: '*.jsonl' } }],
): Promise<RecordSample> {
  const baseFolder = await mkdtemp(join(folder, 'base-'))
  const spoolFolder = join(baseFolder, 'spool')
  await mkdir(spoolFolder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(baseFolder, name), text)
  return sampleRecords(looks, { baseFolder, env: {}, spoolFolder })
}

function lines(count: number, width = 0): string {
  const pad = 'x'.repeat(width)
  return Array.from({ length: count }, (_, n) => `{"n":${n},"pad":"${pad}"}\n`).join('')
}

function numbersOf({ records }: RecordSample): readonly number[] {
  return records.map((record) => Number(record.get('n')))
}

const look = (most: number): Look => ({ source: { type: 'jsonl', path: 'a.jsonl' }, most })

describe('sampleRecords', () => {
  it('takes all records of a small source, and knows that it did', async () => {
    const found = await sample({ 'a.jsonl': lines(3), 'b.jsonl': lines(2) })
    assert.deepEqual(numbersOf(found), [0, 1, 2, 0, 1])
    assert.deepEqual([found.isComplete, found.total, found.isTotalExact], [true, 5, true])
  })

  it('knows the number of records when it read all and kept some', async () => {
    const found = await sample({ 'a.jsonl': gzipSync(lines(25_000)) })
    assert.deepEqual([found.isComplete, found.total, found.isTotalExact], [false, 25_000, true])
    const numbers = numbersOf(found)
    assert.ok(numbers.length >= 5000 && numbers.length <= 10_000)
    assert.ok((numbers.at(-1) ?? 0) > 24_990)
  })

  it('reads parts from all over a large file, and estimates how many records there are', async () => {
    const count = 130_000
    const found = await sample({ 'a.jsonl': lines(count, 1000) })
    const numbers = numbersOf(found)
    assert.equal(numbers[0], 0)
    assert.ok((numbers.at(-1) ?? 0) > 0.9 * count)
    assert.equal(found.isComplete, false)
    assert.equal(found.isTotalExact, false)
    assert.ok(Math.abs((found.total ?? 0) / count - 1) < 0.02, String(found.total))
  })

  it('counts what is no record by its reason, and is complete all the same', async () => {
    const found = await sample({ 'a.jsonl': '{"n":1}\n{"n":\n[1]\n' })
    assert.deepEqual(Object.fromEntries(found.damaged), { 'invalid-json': 1, 'not-an-object': 1 })
    assert.deepEqual([numbersOf(found), found.isComplete], [[1], true])
  })

  it('leaves out a record of more than 8 MiB, and is not complete then', async () => {
    const found = await sample({
      'a.jsonl': `{"n":1}\n{"n":2,"x":"${'x'.repeat(8 * 1024 * 1024)}"}\n`,
    })
    assert.deepEqual([numbersOf(found), found.isComplete], [[1], false])
  })

  it('looks in another way only when the first did not see everything, or saw too little, which it forgets', async () => {
    const [first, second]: Look[] = [
      { source: { type: 'jsonl', path: 'a.jsonl' }, isPartial: true },
      { source: { type: 'jsonl', path: 'b.jsonl' }, ifFewerThan: 4 },
    ]
    assert.ok(first && second)
    const files = { 'a.jsonl': lines(3), 'b.jsonl': lines(2) }
    assert.equal((await sample(files, [first, second])).records.length, 2)
    assert.equal((await sample(files, [{ ...first, isPartial: false }, second])).records.length, 3)
    assert.equal((await sample(files, [first, { ...second, ifFewerThan: 3 }])).records.length, 3)
  })

  it('stops after as many records as it is told, and is complete when there are no more', async () => {
    const some = await sample({ 'a.jsonl': lines(5) }, [look(3)])
    assert.deepEqual([numbersOf(some), some.isComplete], [[0, 1, 2], false])
    assert.equal((await sample({ 'a.jsonl': lines(5) }, [look(6)])).isComplete, true)
  })

  it('gives the same records every time', async () => {
    const files = { 'a.jsonl': lines(30_000, 10) }
    assert.deepEqual(numbersOf(await sample(files)), numbersOf(await sample(files)))
  })
})
