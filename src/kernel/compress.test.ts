import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { decompress } from 'fzstd'
import { compressBlock, LEVELS } from './compress.js'

const block = Buffer.from(Array.from({ length: 5000 }, (_, n) => `{"n":${n ** 3}}\n`).join(''))

describe('compressBlock', () => {
  for (const [kind, unpack] of [
    ['gzip', gunzipSync],
    ['zstd', decompress],
  ] as const) {
    const { most, usual } = LEVELS[kind]

    it(`packs with the usual level of ${kind} where there is none`, async () => {
      assert.deepEqual(
        await compressBlock({ kind }, block),
        await compressBlock({ kind, level: usual }, block),
      )
    })

    it(`gives the same back of every level of ${kind}, of the highest less than of the lowest`, async () => {
      const sizes: number[] = []
      for (let level = 1; level <= most; level += 1) {
        const packed = await compressBlock({ kind, level }, block)
        assert.ok(Buffer.from(unpack(packed)).equals(block), String(level))
        assert.deepEqual(await compressBlock({ kind, level }, block), packed)
        sizes.push(packed.length)
      }
      assert.ok((sizes.at(-1) ?? 0) < (sizes[0] ?? 0), sizes.join(' '))
    })
  }

  it('gives the block itself where nothing is compressed', async () => {
    assert.equal(await compressBlock({ kind: 'none' }, block), block)
  })
})
