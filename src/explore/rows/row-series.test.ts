import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { compressBlock, FILE_SUFFIX, type CompressionKind } from '../../kernel/compress.js'
import { isLoradexError } from '../../kernel/error.js'
import type { ManifestShard } from '../../records/manifest.js'
import { indexSeries, type IndexTally } from './index-series.js'
import { lineStarts } from './line-starts.js'
import { rowSeries, type IndexedShard } from './row-series.js'
import { openShardText, type ShardPlace } from './shard-text.js'

let folder = ''
let temporaryFolder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'))
  temporaryFolder = await mkdtemp(join(tmpdir(), 'rows-temporary-'))
})
after(async () => {
  await rm(folder, { recursive: true })
  await rm(temporaryFolder, { recursive: true })
})

function place(): ShardPlace {
  return { folder, shownFolder: 'out', temporaryFolder }
}

let files = 0

/** A file as an export lists it, over blocks that are compressed apart. */
async function writeShard(
  blocks: readonly string[],
  kind: CompressionKind = 'none',
): Promise<ManifestShard> {
  const file = `train-${(files += 1)}.jsonl${FILE_SUFFIX[kind]}`
  const packed: Uint8Array[] = []
  for (const block of blocks) packed.push(await compressBlock({ kind }, Buffer.from(block)))
  const content = Buffer.concat(packed)
  await writeFile(join(folder, file), content)
  const text = blocks.join('')
  return {
    file,
    split: 'train',
    records: text === '' ? 0 : text.replace(/\n$/u, '').split('\n').length,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }
}

async function openShards(listed: readonly ManifestShard[]): Promise<readonly IndexedShard[]> {
  const shards: IndexedShard[] = []
  for (const each of listed) {
    shards.push({ text: await openShardText(each, place()), starts: lineStarts(each.records) })
  }
  return shards
}

async function indexed(listed: readonly ManifestShard[]) {
  const shards = await openShards(listed)
  const tally: IndexTally = { bytesDone: 0, problems: [] }
  await indexSeries(shards, { tally, signal: new AbortController().signal })
  const close = async () => {
    for (const { text } of shards) await text.close()
  }
  return { series: rowSeries(shards), shards, tally, close }
}

async function textsOf(listed: readonly ManifestShard[]): Promise<readonly string[]> {
  const { series, close } = await indexed(listed)
  const rows = await series.read([...Array(series.total).keys()], 1000)
  await close()
  return rows.map(({ bytes }) => bytes.toString())
}

describe('rowSeries', () => {
  it('reads rows across files, empty ones among them', async () => {
    const shards = [
      await writeShard(['{"a":1}\n{"a":2}\n']),
      await writeShard([]),
      await writeShard(['{"a":3}\n{"a":4}']),
    ]
    assert.deepEqual(await textsOf(shards), ['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}'])
  })

  it('says in which line of which file a row is', async () => {
    const shards = [await writeShard(['a\nb\n']), await writeShard(['c\n'])]
    const { series, close } = await indexed(shards)
    assert.deepEqual(series.placeOf(1), { file: shards[0]?.file, split: 'train', line: 1 })
    assert.deepEqual(series.placeOf(2), { file: shards[1]?.file, split: 'train', line: 0 })
    assert.equal(series.placeOf(3), undefined)
    await close()
  })

  for (const compression of ['gzip', 'zstd'] as const) {
    it(`reads ${compression} of several blocks, and leaves nothing behind`, async () => {
      const lines = Array.from({ length: 500 }, (_, n) => `{"n":${n},"text":"${'ü'.repeat(n)}"}\n`)
      const text = lines.join('')
      const shard = await writeShard([text.slice(0, 40_000), text.slice(40_000)], compression)
      const { series, tally, close } = await indexed([shard])
      assert.deepEqual(tally, { bytesDone: shard.bytes, problems: [] })
      const [row] = await series.read([321], 10_000)
      assert.equal(`${row?.bytes.toString()}\n`, lines[321])
      assert.deepEqual(await readdir(temporaryFolder), [])
      await close()
      assert.deepEqual(await textsOf([await writeShard([''], compression)]), [])
    })
  }

  it('reads the beginning of a line of 5 MB, its size, and pieces of it', async () => {
    const long = `{"text":"${'x'.repeat(5_000_000)}"}`
    const { series, close } = await indexed([await writeShard([`a\n${long}\nb\n`])])
    const [row] = await series.read([1], 10)
    assert.equal(row?.bytes.toString(), long.slice(0, 10))
    assert.equal(row?.size, long.length)
    assert.equal((await series.slice(1, long.length - 2, long.length + 99)).toString(), '"}\n')
    const batch = await series.batch(0, 1000)
    assert.deepEqual(batch?.ends, [2])
    assert.equal((await series.batch(1, 1000))?.bytes.length, long.length + 1)
    await close()
  })

  it('gives a line whole that is as long as was asked for, and cuts one that is longer', async () => {
    const { series, close } = await indexed([await writeShard(['abcde\nabcdef\nabcdef'])])
    const rows = await series.read([0, 1, 2], 5)
    assert.deepEqual(
      rows.map(({ bytes, size }) => [bytes.toString(), size]),
      [
        ['abcde', 5],
        ['abcde', 6],
        ['abcde', 6],
      ],
    )
    await close()
  })

  it('knows no row before its line has come by', async () => {
    const shards = await openShards([await writeShard(['a\nb\n'])])
    const series = rowSeries(shards)
    assert.equal(series.known(), 0)
    assert.deepEqual(await series.read([0, 1], 10), [])
    shards[0]?.starts.add(Buffer.from('a\nb'))
    assert.equal(series.known(), 1)
    const rows = await series.read([0, 1], 10)
    assert.deepEqual(
      rows.map(({ bytes }) => bytes.toString()),
      ['a'],
    )
    for (const { text } of shards) await text.close()
  })
})

describe('indexSeries', () => {
  it('says which file has other lines or another checksum than the manifest says', async () => {
    const shard = await writeShard(['a\nb\n'])
    const sha256 = '0'.repeat(64)
    const { tally, close } = await indexed([{ ...shard, records: 3, sha256 }])
    assert.deepEqual(tally.problems, [
      `${shard.file}: its checksum is not the manifest's`,
      `${shard.file}: expected 3 lines, saw 2 (4 bytes)`,
    ])
    await close()
  })

  it('says which compressed file is damaged', async () => {
    const shard = await writeShard(['some text that is long enough\n'.repeat(50)], 'gzip')
    await writeFile(join(folder, shard.file), Buffer.alloc(shard.bytes, 0x1f8b, 'hex'))
    const { tally, close } = await indexed([shard])
    assert.ok(tally.problems.length > 0)
    await close()
  })
})

const isDamage = (error: unknown): boolean =>
  isLoradexError(error) && error.code === 'export.damaged'
const isChange = (error: unknown): boolean =>
  isLoradexError(error) && error.code === 'export.changed'

describe('openShardText', () => {
  it('refuses a file that is missing or has another size', async () => {
    const shard = await writeShard(['a\n'])
    await assert.rejects(openShardText({ ...shard, file: 'none.jsonl' }, place()), isDamage)
    await assert.rejects(openShardText({ ...shard, bytes: 3 }, place()), isDamage)
    await assert.rejects(openShardText({ ...shard, bytes: 1 }, place()), isDamage)
  })

  it('notices that the file was written to, or replaced', async () => {
    const written = await writeShard(['a\n'])
    const first = await openShardText(written, place())
    await first.checkUnchanged()
    await writeFile(join(folder, written.file), 'bcd\n')
    await assert.rejects(first.checkUnchanged(), isChange)
    await first.close()

    const replaced = await writeShard(['a\n'])
    const second = await openShardText(replaced, place())
    await rm(join(folder, replaced.file))
    await assert.rejects(second.checkUnchanged(), isChange)
    await second.close()
  })
})
