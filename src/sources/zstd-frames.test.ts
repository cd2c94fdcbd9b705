import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadZstd } from '../kernel/load-zstd.js'
import { zstdContentSize } from './zstd-frames.js'

describe('zstd frames', () => {
  it('say how much is in them', async () => {
    const { compress } = await loadZstd()
    for (const size of [1, 255, 256, 257, 65_791, 65_792, 3_000_000]) {
      assert.equal(zstdContentSize(compress(Buffer.alloc(size, 'ab'), 1)), size)
    }
  })

  it('may leave that out', () => {
    // Magic, a descriptor without any size, a window.
    assert.equal(zstdContentSize(Buffer.from('28b52ffd0058', 'hex')), undefined)
    assert.equal(zstdContentSize(Buffer.from('00000000a058', 'hex')), undefined)
    assert.equal(zstdContentSize(Buffer.alloc(0)), undefined)
  })
})
