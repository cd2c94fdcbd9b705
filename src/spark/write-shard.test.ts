import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compressBlock } from '../kernel/compress.js'
import { checkRecipe } from '../recipe/check-recipe.js'
import { splitFrames, type Frame } from './frames.js'
import { writeShard } from './write-shard.js'

const text = Buffer.from('{"text":"a line"}\n'.repeat(100))

async function* lines(): AsyncGenerator<Frame> {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(100)
  yield { kind: 'L', bytes: Buffer.concat([count, text]) }
  yield { kind: 'E', bytes: Buffer.of() }
}

async function shardOf(output: object): Promise<Buffer> {
  const recipe = checkRecipe({ source: { type: 'stdin' }, output })
  const splitter = splitFrames()
  const written: Buffer[] = []
  await writeShard(recipe.output, lines(), (pieces) => {
    for (const { kind, bytes } of splitter.push(Buffer.concat(pieces))) {
      if (kind === 'B') written.push(bytes)
    }
  })
  return Buffer.concat(written)
}

describe('writeShard', () => {
  it('writes lines as they are', async () => {
    assert.deepEqual(await shardOf({}), text)
  })

  for (const compression of ['gzip', 'zstd'] as const) {
    it(`compresses with ${compression} as the recipe says`, async () => {
      for (const level of [1, 9]) {
        const expected = await compressBlock({ kind: compression, level }, text)
        const shard = await shardOf({ compression, compression_level: level })
        assert.ok(shard.equals(expected), String(level))
      }
      const usual = await compressBlock({ kind: compression }, text)
      assert.ok((await shardOf({ compression })).equals(usual))
    })
  }
})
