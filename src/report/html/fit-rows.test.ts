import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitRows, type FittedRow, type RowSizes } from './fit-rows.js'

const rows = Array.from({ length: 200 }, (_, index) => 'x'.repeat(2000 + index))
/** One byte for each character that is shown, and 100 around them. */
const bytesOf = ({ row, characters }: FittedRow<string>): number =>
  100 + Math.min(row.length, characters)

/** The same without those, and 60 for a note on what is cut. */
const withNotes = ({ row, characters }: FittedRow<string>): number =>
  row.length > characters ? characters + 60 : row.length

const sizes: RowSizes<string> = { bytesOf, lengthOf: ({ length }) => length }

function total(fitted: readonly FittedRow<string>[]): number {
  return fitted.reduce((sum, row) => sum + bytesOf(row), 0)
}

describe('fitting rows', () => {
  it('shows all of all where there is room', () => {
    const { rows: fitted, left } = fitRows(['a', 'b'], 10_000, sizes)
    assert.equal(left, 0)
    assert.deepEqual(
      fitted.map(({ row }) => row),
      ['a', 'b'],
    )
  })

  it('shortens texts before it leaves rows out, the first ones least', () => {
    const { rows: fitted, left } = fitRows(rows, 80_000, sizes)
    assert.equal(left, 0)
    assert.equal(fitted[5]?.characters, 600)
    assert.equal(fitted[6]?.characters, 280)
  })

  it('shows whole what is hardly longer than the least, as a note on what is cut takes more', () => {
    const texts = [...Array.from({ length: 10 }, () => 'x'.repeat(170)), 'x'.repeat(5000)]
    const { rows: fitted, left, bytes } = fitRows(texts, 2000, { ...sizes, bytesOf: withNotes })
    assert.deepEqual([fitted.length, left, bytes], [11, 0, 1960])
  })

  it('then leaves rows out at even distances, and counts them', () => {
    const { rows: fitted, left } = fitRows(rows, 26_000, sizes)
    assert.equal(fitted.length, 100)
    assert.equal(left, 100)
    assert.equal(fitted[50]?.row, rows[100])
  })

  it('measures nothing whose texts alone take too much', () => {
    const measured = new Set<number>()
    fitRows(rows, 80_000, {
      ...sizes,
      bytesOf(row) {
        measured.add(row.characters)
        return bytesOf(row)
      },
    })
    assert.deepEqual([...measured], [600, 280])
  })

  it('never takes more than it may', () => {
    for (const budget of [0, 259, 260, 1000, 26_000, 60_000, 1e6]) {
      const { rows: fitted, left, bytes } = fitRows(rows, budget, sizes)
      assert.equal(bytes, total(fitted))
      assert.ok(bytes <= budget)
      assert.equal(fitted.length + left, rows.length)
    }
    assert.equal(fitRows(rows, 259, sizes).rows.length, 0)
    assert.equal(fitRows(rows, 260, sizes).rows.length, 1)
  })
})
