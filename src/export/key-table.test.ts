import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createKeyTable } from './key-table.js'

describe('createKeyTable', () => {
  it('answers as a Map of keys would, while it grows', () => {
    // Few distinct words, so that keys share slots and some are equal.
    const key = fc.array(fc.constantFrom(0, 1, 4096, 0xffffffff), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const table = createKeyTable()
        const model = new Map<string, number>()
        for (const [line, words] of keys.entries()) {
          const found = table.addOrFind(Uint32Array.from(words), 0, { batch: 7, line })
          const expected = model.get(words.join())
          assert.deepEqual(found, expected === undefined ? undefined : { batch: 7, line: expected })
          if (expected === undefined) model.set(words.join(), line)
        }
        assert.equal(table.size, model.size)
      }),
    )
  })

  it('finds every one of 100,000 keys again', () => {
    const table = createKeyTable()
    const keys = new Uint32Array(400_000).map((_, index) => Math.imul(index, 2654435761))
    for (let pass = 0; pass < 2; pass += 1) {
      for (let line = 0; line < 100_000; line += 1) {
        const found = table.addOrFind(keys, line * 4, { batch: 0, line })
        assert.equal(found?.line, pass === 0 ? undefined : line)
      }
    }
  })
})
