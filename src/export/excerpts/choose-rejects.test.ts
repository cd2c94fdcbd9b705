import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RejectExcerpt } from '../../records/excerpts.js'
import type { DropCode } from '../../records/verdict.js'
import type { Reject } from '../reject.js'
import { chooseRejects } from './choose-rejects.js'

function rejectAt(line: number, code: DropCode = 'duplicate'): Reject {
  return { at: `in.jsonl:${line}`, code, rule: 'r', observed: line, allowed: 0 }
}

/** As even as hashes are, in another order than the lines. */
function hashOf(line: number): number {
  return Math.imul(line, 0x9e3779b1) >>> 0
}

function rowsOf(rows: number, counts: Readonly<Partial<Record<DropCode, number>>>) {
  const chooser = chooseRejects(rows)
  let line = 0
  for (const [code, count] of Object.entries(counts) as [DropCode, number][]) {
    for (let left = count; left > 0; left -= 1) {
      line += 1
      chooser.offer(code, hashOf(line), () => rejectAt(line, code))
    }
  }
  return chooser.report()
}

function countsOf(rows: readonly RejectExcerpt[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of rows) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

describe('chooseRejects', () => {
  it('shares the rows equally, and what a rare reason leaves among the others', () => {
    const rows = rowsOf(200, { duplicate: 1000, 'bad-weight': 10, 'missing-field': 300 })
    assert.deepEqual(countsOf(rows), { duplicate: 95, 'bad-weight': 10, 'missing-field': 95 })
    const even = rowsOf(200, {
      duplicate: 60,
      'bad-weight': 60,
      'missing-field': 60,
      'wrong-type': 60,
    })
    assert.deepEqual(Object.values(countsOf(even)), [50, 50, 50, 50])
  })

  it('shows all when there is room for all, in input order', () => {
    const rows = rowsOf(200, { duplicate: 120, 'bad-weight': 80 })
    assert.deepEqual(
      rows.map(({ observed }) => observed),
      Array.from({ length: 200 }, (_, index) => index + 1),
    )
  })

  it('takes them from everywhere, not only the first ones', () => {
    const rows = rowsOf(100, { duplicate: 10_000 })
    const late = rows.filter(({ observed }) => Number(observed) > 5000)
    assert.ok(late.length > 30 && late.length < 70, String(late.length))
  })

  it('goes on from what it saved, and saves the same whatever it saved before', () => {
    const codes = ['duplicate', 'bad-weight', 'missing-field'] as const
    const whole = chooseRejects(100)
    let apart = chooseRejects(100)
    for (let line = 1; line <= 20_000; line += 1) {
      const code = codes[line % 3] ?? 'duplicate'
      const reject = () => ({ ...rejectAt(line, code), record: `${line} ${'ü'.repeat(900)}` })
      whole.offer(code, hashOf(line), reject)
      apart.offer(code, hashOf(line), reject)
      if (line % 50 > 0) continue
      const saved = apart.save()
      if (line % 7000 === 0) apart = chooseRejects(100, saved)
    }
    assert.deepEqual(apart.report(), whole.report())
    assert.deepEqual(apart.save(), whole.save())
  })

  it('shows none when none are wanted', () => {
    assert.deepEqual(rowsOf(0, { duplicate: 10 }), [])
  })

  it('clips texts of any length and says so', () => {
    const long = '📜'.repeat(100_000)
    const chooser = chooseRejects(3)
    const errors = Array.from({ length: 6 }, () => long)
    chooser.offer('duplicate', 1, () => ({
      ...rejectAt(1),
      observed: long,
      allowed: long,
      errors,
      record: long,
    }))
    chooser.offer('duplicate', 2, () => ({
      ...rejectAt(2),
      errors: ['one'],
      record_base64: 'AA==',
    }))
    chooser.offer('duplicate', 3, () => ({
      ...rejectAt(3),
      errors: ['1', '2', '3', '4', '5', '6'],
    }))
    const [first, second, third] = chooser.report()
    assert.deepEqual(first, {
      ...rejectAt(1),
      observed: '📜'.repeat(200),
      allowed: '📜'.repeat(200),
      errors: Array.from({ length: 5 }, () => '📜'.repeat(200)),
      record: '📜'.repeat(500),
      clipped: true,
    })
    assert.deepEqual(second, {
      ...rejectAt(2),
      errors: ['one'],
      record_base64: 'AA==',
      clipped: false,
    })
    assert.deepEqual([third?.errors?.length, third?.clipped], [5, true])
  })
})
