import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { xxhash64 } from 'hyparquet/src/xxhash.js'
import { xxh64 } from './xxh64.js'

function lowOf(...pieces: readonly Uint8Array[]): number {
  const hash = xxh64()
  for (const piece of pieces) hash.add(piece)
  return hash.low()
}

describe('xxh64', () => {
  it('is what the specification says', () => {
    // Lower halves of ef46db3751d8e999, d24ec4f1a98c6e5b, 44bc2cf5ad770999.
    assert.equal(lowOf(), 0x51d8e999)
    assert.equal(lowOf(Buffer.from('a')), 0xa98c6e5b)
    assert.equal(lowOf(Buffer.from('abc')), 0xad770999)
  })

  it('is what another implementation says, whatever the pieces', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, (list) => {
        const expected = xxhash64(Buffer.concat(list)) & 0xffff_ffffn
        assert.equal(lowOf(...list), Number(expected))
      }),
    )
  })
})
