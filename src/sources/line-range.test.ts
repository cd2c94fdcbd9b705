import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { array, assert as assertProperty, asyncProperty, integer, string } from 'fast-check'
import { cutBytes, linesOf } from './line-range.js'
import { openInputFile } from './input-file.js'

let folder = ''
before(async () => (folder = await mkdtemp(join(tmpdir(), 'range-'))))
after(() => rm(folder, { recursive: true }))

describe('cutBytes', () => {
  for (const [bytes, partBytes, count] of [
    [0, 8, 1],
    [8, 8, 1],
    [9, 8, 2],
    [64, 8, 8],
    [1e15, 1e9, 1e6],
    [9, Infinity, 1],
  ] as const) {
    it(`cuts ${bytes} bytes into ${count} ranges of at most ${partBytes}`, () => {
      const ranges = cutBytes(bytes, partBytes)
      assert.equal(ranges.length, count)
      assert.equal(ranges[0]?.start, 0)
      assert.equal(ranges.at(-1)?.end, bytes)
      assert.ok(ranges.every(({ start, end }) => end - start <= partBytes))
      assert.ok(ranges.every(({ end }, index) => end === (ranges[index + 1]?.start ?? bytes)))
    })
  }
})

describe('linesOf', () => {
  it('gives every line once with its number and position, wherever the file is cut', async () => {
    const sizes = [integer({ min: 1, max: 40 }), integer({ min: 1, max: 40 })] as const
    await assertProperty(
      asyncProperty(array(string({ unit: 'grapheme' })), ...sizes, async (texts, part, batch) => {
        const records = texts.map((text) => JSON.stringify(text))
        const bytes = Buffer.from(records.map((record) => `${record}\n`).join('\n'))
        const expected = records.map((record, index) => [2 * index, record])
        assert.deepEqual(await readAll(bytes, { partBytes: part, batchBytes: batch }), expected)
      }),
    )
  })

  it('gives a last line without its end in memory of its own', async () => {
    const path = join(folder, 'b')
    await writeFile(path, '{"a":1}\n{"a":2}\n{"a":3}')
    const file = await openInputFile({ input: 'b', path })
    const options = { takeMemory: Buffer.allocUnsafeSlow }
    const texts: string[] = []
    const memories = new Set<ArrayBufferLike>()
    for await (const { bytes } of linesOf(file, { start: 0, end: 23 }, options)) {
      texts.push(Buffer.from(bytes).toString())
      memories.add(bytes.buffer)
    }
    file.close()
    assert.deepEqual(texts, ['{"a":1}\n{"a":2}\n', '{"a":3}'])
    assert.equal(memories.size, 2)
  })
})

/** Number and text of each line, which is also checked to lie where the batch says. */
async function readAll(
  bytes: Buffer,
  { partBytes, batchBytes }: { partBytes: number; batchBytes: number },
): Promise<readonly unknown[]> {
  const path = join(folder, 'a')
  await writeFile(path, bytes)
  const file = await openInputFile({ input: 'a', path })
  const read: unknown[] = []
  let firstLine = 0
  for (const range of cutBytes(bytes.length, partBytes)) {
    for await (const batch of linesOf(file, range, { batchBytes })) {
      const { offset = -1, spans } = batch
      assert.deepEqual(
        Buffer.from(batch.bytes),
        bytes.subarray(offset, offset + batch.bytes.length),
      )
      for (const [index, line] of batch.lines.entries()) {
        const text = bytes.toString(
          'utf8',
          offset + (spans[2 * index] ?? 0),
          offset + (spans[2 * index + 1] ?? 0),
        )
        read.push([firstLine + line, text])
      }
      firstLine += batch.lineCount
    }
  }
  file.close()
  return read
}
