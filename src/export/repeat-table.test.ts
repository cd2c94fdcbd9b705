import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createRepeatTable } from './repeat-table.js'

describe('createRepeatTable', () => {
  it('counts places as a map does', () => {
    const place = fc.record({ batch: fc.nat(20), line: fc.nat(200) })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 2000, size: 'max' }), (places) => {
        const table = createRepeatTable()
        const counts = new Map<string, number>()
        for (const { batch, line } of places) {
          const name = `${batch} ${line}`
          counts.set(name, (counts.get(name) ?? 0) + 1)
          assert.equal(table.raise({ batch, line }), counts.get(name))
        }
        assert.equal(table.size, counts.size)
      }),
      { numRuns: 20 },
    )
  })

  it('tells apart the first and the last place there can be', () => {
    const table = createRepeatTable()
    const last = { batch: 2 ** 32 - 2, line: 2 ** 32 - 1 }
    assert.deepEqual([table.raise({ batch: 0, line: 0 }), table.raise(last)], [1, 1])
    assert.deepEqual([table.raise({ batch: 0, line: 0 }), table.raise(last)], [2, 2])
  })
})
