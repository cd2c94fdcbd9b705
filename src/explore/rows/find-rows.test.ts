import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countAccepted, findRows, findRowsBefore, type RowFilter } from './find-rows.js'
import type { RowSeries } from './row-series.js'
import { textFinder } from './text-finder.js'

const lines = Array.from({ length: 3000 }, (_, n) => `{"n":${n},"even":${n % 2 === 0}}\n`)

/** Rows in memory, in batches of as many as fit. */
const series: RowSeries = {
  total: lines.length,
  known: () => lines.length,
  placeOf: () => undefined,
  read: () => Promise.resolve([]),
  slice: () => Promise.resolve(Buffer.alloc(0)),
  batch(first) {
    const batch = lines.slice(first, first + 7)
    let end = 0
    const ends = batch.map((line) => (end += line.length))
    return Promise.resolve(
      ends.length === 0 ? undefined : { first, bytes: Buffer.from(batch.join('')), ends },
    )
  },
}

const everything = { from: 0, to: lines.length, limit: Infinity, deadline: Infinity }
const thirds: RowFilter = { accepts: (row) => row % 3 === 0 }
const with99: RowFilter = { finder: textFinder('99', { matchCase: true }) }

async function rowsOf(filter: RowFilter, options = {}): Promise<readonly number[]> {
  const { rows } = await findRows(series, filter, { ...everything, ...options })
  return rows.map(({ row }) => row)
}

const holding99 = lines.flatMap((line, row) => (line.includes('99') ? [row] : []))

describe('findRows', () => {
  it('finds every line that holds the text once, and where', async () => {
    assert.deepEqual(await rowsOf(with99), holding99)
    const { rows } = await findRows(series, with99, { ...everything, limit: 1 })
    assert.deepEqual(rows, [{ row: 99, at: lines[99]?.indexOf('99') }])
  })

  it('takes only rows that pass every part of the filter', async () => {
    const filter = { ...thirds, ...with99, matches: (line: Buffer) => line.includes('true') }
    const expected = holding99.filter((row) => row % 3 === 0 && row % 2 === 0)
    assert.deepEqual(await rowsOf(filter), expected)
  })

  it('looks at no row outside of the range', async () => {
    assert.deepEqual(await rowsOf({}, { from: 5, to: 9 }), [5, 6, 7, 8])
    assert.deepEqual(await rowsOf(with99, { from: 99, to: 199 }), [99])
    assert.deepEqual(await rowsOf(with99, { from: 100, to: 200 }), [199])
  })

  it('goes on where it stopped, without leaving out or repeating a row', async () => {
    for (const filter of [with99, thirds, { ...thirds, ...with99 }]) {
      const whole = await rowsOf(filter)
      for (const limit of [1, 2, 7]) {
        const pieces: number[] = []
        for (let from = 0; from < lines.length;) {
          const { rows, next } = await findRows(series, filter, { ...everything, from, limit })
          assert.ok(next > from && rows.length <= limit)
          pieces.push(...rows.map(({ row }) => row))
          from = next
        }
        assert.deepEqual(pieces, whole)
      }
    }
  })

  it('stops when its time is over, and says where', async () => {
    const { rows, next } = await findRows(series, with99, { ...everything, deadline: 0 })
    assert.deepEqual({ rows, next }, { rows: [], next: 0 })
  })

  it('stops when nobody waits any more', async () => {
    const signal = AbortSignal.abort()
    await assert.rejects(findRows(series, with99, { ...everything, signal }), {
      name: 'AbortError',
    })
  })
})

describe('findRowsBefore', () => {
  it('gives the last rows before one, in their order', async () => {
    for (const to of [0, 1, 99, 100, 500, 2999, 3000]) {
      for (const limit of [1, 3, 50]) {
        const { rows, next } = await findRowsBefore(series, with99, { ...everything, to, limit })
        const expected = holding99.filter((row) => row < to).slice(-limit)
        assert.deepEqual(
          rows.map(({ row }) => row),
          expected,
        )
        // What was not looked at holds nothing that would have come first.
        assert.ok(next <= (expected[0] ?? to))
        if (expected.length < limit) assert.equal(next, 0)
      }
    }
  })
})

describe('countAccepted', () => {
  it('counts within the range', () => {
    assert.equal(countAccepted(thirds, 0, 10), 4)
    assert.equal(countAccepted(thirds, 1, 9), 2)
    assert.equal(countAccepted({}, 4, 9), 5)
    assert.equal(countAccepted({}, 9, 4), 0)
  })
})
