import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCompressor } from './compressor.js'

const block = new Uint8Array(1024 * 1024)

describe('a compressor with threads', () => {
  it('asks nothing of a thread that has failed', { timeout: 20_000 }, async (t) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- makes each thread fail
    const compressor = openCompressor({ kind: 'zstd', level: 3n as unknown as number })
    assert.ok(compressor)
    t.after(compressor.close)
    await assert.rejects(compressor.compress(block), TypeError)
    await assert.rejects(compressor.compress(block), TypeError)
  })

  it('gives a block back as zstd', async (t) => {
    const compressor = openCompressor({ kind: 'zstd' })
    assert.ok(compressor)
    t.after(compressor.close)
    const packed = await compressor.compress(block)
    assert.equal(Buffer.from(packed).readUInt32LE(), 0xfd2fb528)
  })
})
