import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Candidates } from '../batch-outcome.js'
import { countDuplicates, type DuplicateCounts } from './count-duplicates.js'

/** One line, of which the first `contentEnd` bytes are its content. */
function candidate(line: string, contentEnd: number): Candidates {
  const bytes = Buffer.from(`${line}\n`)
  return {
    bytes,
    starts: Uint32Array.of(0),
    ends: Uint32Array.of(bytes.length),
    contentEnds: Uint32Array.of(contentEnd),
    lines: Uint32Array.of(0),
    keys: new Uint32Array(4),
    splits: Uint8Array.of(0),
    lengths: Uint32Array.of(0),
    weights: Float64Array.of(1),
    violations: Uint8Array.of(0),
    offsets: new Float64Array(),
    categories: {
      isFirst: true,
      values: [],
      numbers: new Uint32Array(),
    },
    records: [],
  }
}

/** Its copy of the sample of that row. */
function copyOf(row: number): Parameters<DuplicateCounts['add']>[1] {
  return { copies: Uint32Array.of(0), originals: Float64Array.of(row) }
}

const locate = (row: number): string => `in:${row}`

describe('countDuplicates', () => {
  it('finds the clusters that sorting all of them finds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 300, size: 'max' }), (rows) => {
        const counts = countDuplicates()
        const copies = new Map<string, number>()
        for (const kept of rows) {
          counts.add(candidate('{"a":1}', 6), copyOf(kept))
          copies.set(locate(kept), (copies.get(locate(kept)) ?? 0) + 1)
        }
        const sorted = Array.from(copies, ([kept, count]) => ({ kept, copies: count })).toSorted(
          (left, right) => right.copies - left.copies || compareNames(left.kept, right.kept),
        )
        const { records, samples_repeated, largest } = counts.report(locate)
        assert.deepEqual([records, samples_repeated], [rows.length, copies.size])
        assert.deepEqual(
          largest.map(({ kept, copies: count }) => ({ kept, copies: count })),
          sorted.slice(0, 10),
        )
      }),
    )
  })

  it('shows the content alone, 240 code points of it', () => {
    const counts = countDuplicates()
    const [short, exact] = ['{"a":"é"', `{"a":"${'📜'.repeat(233)}"`]
    for (const [line, content] of [short, exact, `${exact}📜`].entries()) {
      const bytes = Buffer.byteLength(content)
      counts.add(candidate(`${content},"weight":1.0}`, bytes), copyOf(line))
    }
    assert.deepEqual(
      counts.report(locate).largest.map(({ text, clipped }) => [text, clipped]),
      [
        [`${short}}`, false],
        [`${exact}}`, false],
        [exact, true],
      ],
    )
  })
})

function compareNames(left: string, right: string): number {
  return Number(left.slice(3)) - Number(right.slice(3))
}
