import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { cutBlocks } from './cut-blocks.js'

const MEGABYTE = 1024 * 1024

/** Answers late for early blocks; names each by its first byte and its length. */
function lateCompressor(ahead: number) {
  let asked = 0
  let most = 0
  return {
    ahead,
    mostAtOnce: () => most,
    async compress(block: Uint8Array): Promise<Uint8Array> {
      asked += 1
      most = Math.max(most, asked)
      const packed = Buffer.from(`${block[0]}:${block.length} `)
      await wait(asked % 2 === 0 ? 1 : 12)
      asked -= 1
      return packed
    },
  }
}

async function writtenBy(ahead: number): Promise<{ written: string; mostAtOnce: number }> {
  const compressor = lateCompressor(ahead)
  let written = ''
  const blocks = cutBlocks({
    compressor,
    hasBlocks: false,
    async write(pieces) {
      const text = Buffer.concat(pieces).toString()
      await wait(1)
      written += text
    },
  })
  for (let at = 0; at < 20; at += 1) await blocks.append([Buffer.alloc(MEGABYTE / 2, at)])
  await blocks.append([Buffer.from([20])])
  await blocks.settle()
  assert.equal(blocks.pending().length, 1)
  await blocks.flush()
  return { written, mostAtOnce: compressor.mostAtOnce() }
}

describe('cutBlocks', () => {
  it('writes blocks in their order, however they come back', async () => {
    const expected = Array.from({ length: 10 }, (_, block) => `${2 * block}:${MEGABYTE} `)
    for (const ahead of [1, 4]) {
      const { written, mostAtOnce } = await writtenBy(ahead)
      assert.equal(written, `${expected.join('')}20:1 `)
      assert.equal(mostAtOnce, ahead + 1)
    }
  })

  it('fails when a block cannot be compressed or written', async () => {
    const failure = new Error('no')
    const fails = (): Promise<never> => Promise.reject(failure)
    for (const block of [
      { compressor: { ahead: 4, compress: fails }, write: () => Promise.resolve() },
      { compressor: lateCompressor(4), write: fails },
    ]) {
      const blocks = cutBlocks({ ...block, hasBlocks: false })
      await blocks.append([Buffer.alloc(MEGABYTE)])
      await assert.rejects(blocks.settle(), failure)
    }
  })
})
