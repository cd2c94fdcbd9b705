import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { decompress } from 'fzstd'
import { realDisk } from '../disk/real-disk.js'
import { compressBlock } from '../kernel/compress.js'
import { jsonlShards, type JsonlShardsOptions, type ShardLimits } from './jsonl-shards.js'
import type { LineBlock } from './sink.js'

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'shards-'))))
after(() => rm(base, { recursive: true }))

function blockOf(lines: readonly string[]): LineBlock {
  let end = 0
  return {
    pieces: [Buffer.from(lines.map((line) => `${line}\n`).join(''))],
    ends: lines.map((line) => (end += Buffer.byteLength(line) + 1)),
  }
}

async function write(
  blocks: readonly LineBlock[],
  options: Partial<Omit<JsonlShardsOptions, 'disk'>> = {},
): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(join(base, 'case-'))
  const sink = jsonlShards({
    disk: realDisk,
    folder,
    limits: { bytes: 1 << 30 },
    compression: { kind: 'none' },
    digests: 'sha256',
    series: ['train'],
    ...options,
  })
  for (const block of blocks) await sink.write('train', block)
  const shards = await sink.finish()
  await sink.seal()
  const files = new Map<string, Buffer>()
  for (const { file, bytes, sha256 } of shards) {
    const content = await readFile(join(folder, file))
    assert.equal(content.length, bytes)
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256)
    files.set(file, content)
  }
  assert.deepEqual((await readdir(folder)).toSorted(), [...files.keys()].toSorted())
  return files
}

function texts(files: ReadonlyMap<string, Buffer>): readonly [string, string][] {
  return Array.from(files, ([name, content]) => [name, content.toString()])
}

describe('jsonlShards', () => {
  it('writes one file when everything fits, an empty one without lines', async () => {
    assert.deepEqual(texts(await write([blockOf(['1', '2']), blockOf(['3'])])), [
      ['train-00000-of-00001.jsonl', '1\n2\n3\n'],
    ])
    assert.deepEqual(texts(await write([])), [['train-00000-of-00001.jsonl', '']])
  })

  it('closes a shard before the line that would make it larger', async () => {
    const lines = ['aaa', 'bbb', 'ccc']
    assert.deepEqual(texts(await write([blockOf(lines)], { limits: { bytes: 8 } })), [
      ['train-00000-of-00002.jsonl', 'aaa\nbbb\n'],
      ['train-00001-of-00002.jsonl', 'ccc\n'],
    ])
    assert.equal((await write([blockOf(lines)], { limits: { bytes: 7 } })).size, 3)
  })

  it('gives a line longer than a shard a shard of its own', async () => {
    const files = await write([blockOf(['a', 'longer than that', 'b'])], { limits: { bytes: 4 } })
    assert.deepEqual([...files.values()].map(String), ['a\n', 'longer than that\n', 'b\n'])
  })

  it('closes a shard before it holds too many lines', async () => {
    const blocks = [blockOf(['a', 'b', 'c']), blockOf(['d', 'e'])]
    const cut = async (limits: ShardLimits) => [...(await write(blocks, { limits })).values()]
    assert.deepEqual((await cut({ bytes: 99, records: 2 })).map(String), [
      'a\nb\n',
      'c\nd\n',
      'e\n',
    ])
    assert.deepEqual((await cut({ bytes: 99, records: 5 })).map(String), ['a\nb\nc\nd\ne\n'])
    assert.deepEqual((await cut({ bytes: 99, records: 1 })).length, 5)
    assert.deepEqual((await cut({ bytes: 5, records: 3 })).map(String), ['a\nb\n', 'c\nd\n', 'e\n'])
  })

  it('cuts the same shards however the lines arrive', async () => {
    const lines = Array.from(
      { length: 200 },
      (_, index) => `line ${index} ${'x'.repeat(index % 17)}`,
    )
    const together = await write([blockOf(lines)], { limits: { bytes: 500 } })
    const apart = await write(
      lines.map((line) => blockOf([line])),
      { limits: { bytes: 500 } },
    )
    assert.deepEqual(texts(apart), texts(together))
  })

  for (const [kind, suffix, unpack] of [
    ['gzip', '.gz', gunzipSync],
    ['zstd', '.zst', (bytes: Buffer) => Buffer.from(decompress(bytes))],
  ] as const) {
    it(`writes ${kind} that unpacks to the lines, the same however they arrive`, async () => {
      const lines = Array.from(
        { length: 40_000 },
        (_, index) => `{"n":${index},"t":"${'ä'.repeat(20)}"}`,
      )
      const together = await write([blockOf(lines)], { compression: { kind } })
      const apart = await write([blockOf(lines.slice(0, 7)), blockOf(lines.slice(7))], {
        compression: { kind },
      })
      const name = `train-00000-of-00001.jsonl${suffix}`
      assert.equal(unpack(together.get(name) ?? Buffer.of()).toString(), `${lines.join('\n')}\n`)
      assert.deepEqual(apart, together)
    })

    it(`writes each mebibyte as ${kind} of the level`, async () => {
      const text = 'ä line\n'.repeat(400_000)
      const block = blockOf(text.slice(0, -1).split('\n'))
      const compression = { kind, level: 1 }
      const [file] = [...(await write([block], { compression })).values()]
      const blocks: Uint8Array[] = []
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length; at += 2 ** 20) {
        blocks.push(await compressBlock(compression, bytes.subarray(at, at + 2 ** 20)))
      }
      assert.ok(blocks.length > 2)
      assert.deepEqual(file, Buffer.concat(blocks))
      assert.notDeepEqual([...(await write([block], { compression: { kind } })).values()], [file])
    })

    it(`writes ${kind} that unpacks to nothing when there are no lines`, async () => {
      const [file] = [...(await write([], { compression: { kind } })).values()]
      assert.ok(file && file.length > 0)
      assert.equal(unpack(file).length, 0)
    })

    it(`writes ${kind} that unpacks to nothing when there are no lines`, async () => {
      const bytes = (await write([], { compression: { kind } })).get(
        `train-00000-of-00001.jsonl${suffix}`,
      )
      assert.ok(bytes && bytes.length > 0)
      assert.equal(unpack(bytes).length, 0)
    })
  }
})
