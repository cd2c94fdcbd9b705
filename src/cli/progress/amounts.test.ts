import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  countOf,
  formatBytes,
  formatClock,
  formatCount,
  formatDone,
  formatSeconds,
  formatShare,
} from './amounts.js'

function check<Value>(format: (value: Value) => string, cases: readonly [Value, string][]): void {
  for (const [value, text] of cases) assert.equal(format(value), text, String(value))
}

describe('amounts', () => {
  it('put digits in threes', () => {
    check(formatCount, [
      [0, '0'],
      [999, '999'],
      [1000, '1,000'],
      [1234567, '1,234,567'],
    ])
  })

  it('count one record and many records', () => {
    assert.equal(countOf(1, 'record'), '1 record')
    assert.equal(countOf(0, 'record'), '0 records')
    assert.equal(countOf(1000, 'record'), '1,000 records')
  })

  it('measure time in the unit that suits it', () => {
    check(formatSeconds, [
      [0, '0 ms'],
      [0.04, '40 ms'],
      [0.099, '99 ms'],
      [0.1, '0.1 s'],
      [59.94, '59.9 s'],
      [59.96, '1 min 0 s'],
      [119.6, '2 min 0 s'],
      [3599.6, '1 h 0 min'],
      [11_520, '3 h 12 min'],
    ])
  })

  it('show passing time as a clock does', () => {
    check(formatClock, [
      [0, '0:00'],
      [59.9, '0:59'],
      [60, '1:00'],
      [3599, '59:59'],
      [3600, '1:00:00'],
      [-1, '0:00'],
    ])
  })

  it('give bytes in units of a thousand', () => {
    check(formatBytes, [
      [0, '0 B'],
      [999, '999 B'],
      [1000, '1.0 kB'],
      [9949, '9.9 kB'],
      [9950, '10 kB'],
      [999_499, '999 kB'],
      [999_500, '1.0 MB'],
      [3_400_000_000, '3.4 GB'],
    ])
  })

  it('give what is done in the unit of the whole', () => {
    assert.equal(formatDone(1_200_000, 3_400_000_000, 'bytes'), '0.0/3.4 GB')
    assert.equal(formatDone(54_321_000, 96_000_000, 'bytes'), '54/96 MB')
    assert.equal(formatDone(1200, 3400, 'records'), '1,200/3,400')
  })

  it('never call a share none or all that is not', () => {
    assert.equal(formatShare(0, 3), '0 %')
    assert.equal(formatShare(1, 100_000), '0.1 %')
    assert.equal(formatShare(1, 3), '33.3 %')
    assert.equal(formatShare(99_999, 100_000), '99.9 %')
    assert.equal(formatShare(3, 3), '100 %')
    assert.equal(formatShare(0, 0), '0 %')
  })
})
