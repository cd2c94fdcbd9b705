import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createRepeatTable } from './repeat-table.js'

describe('createRepeatTable', () => {
  it('counts rows as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 9000, size: 'max' }), (rows) => {
        const table = createRepeatTable()
        const counts = new Map<number, number>()
        for (const row of rows) {
          counts.set(row, (counts.get(row) ?? 0) + 1)
          assert.equal(table.raise(row), counts.get(row))
        }
        assert.equal(table.size, counts.size)
      }),
      { numRuns: 20 },
    )
  })

  it('tells apart the first row and one far behind', () => {
    const table = createRepeatTable()
    const rows = [0, 2 ** 20, 2 ** 33, 2 ** 33 + 1]
    for (const copies of [1, 2, 3]) {
      assert.deepEqual(
        rows.map((row) => table.raise(row)),
        rows.map(() => copies),
      )
    }
    assert.equal(table.size, 4)
  })
})
