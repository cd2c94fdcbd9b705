import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { joinBytes, splitBytes } from './joined-bytes.js'

describe('joinBytes', () => {
  it('joins items of any length, which splitBytes gives back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.nat(5), (items, before) => {
        const joined = joinBytes(items)
        const within = new Uint8Array(before + joined.length)
        within.set(joined, before)
        assert.deepEqual(splitBytes(within.subarray(before)), items)
      }),
    )
  })
})
