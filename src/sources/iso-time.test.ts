import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, date, property } from 'fast-check'
import { isoDate, isoDuration, isoTime, isoTimestamp } from './iso-time.js'

describe('ISO time', () => {
  it('agrees with the dates of JavaScript in every year that those can hold', () => {
    check(
      property(date({ noInvalidDate: true }), (value) => {
        const text = isoTimestamp(BigInt(value.getTime()) * 1_000_000n)
        assert.equal(`${text}${text?.includes('.') === true ? '' : '.000'}Z`, value.toISOString())
      }),
    )
  })

  it('ends where the dates of JavaScript end', () => {
    assert.equal(isoDate(100_000_000n), '+275760-09-13')
    assert.equal(isoDate(100_000_001n), undefined)
    assert.equal(isoDate(-100_000_000n), '-271821-04-20')
    assert.equal(isoDate(-100_000_001n), undefined)
  })

  it('writes as many of three, six or nine digits as it takes', () => {
    assert.equal(isoTime(0n), '00:00:00')
    assert.equal(isoTime(86_399_500_000_000n), '23:59:59.500')
    assert.equal(isoTime(1000n), '00:00:00.000001')
    assert.equal(isoTime(1n), '00:00:00.000000001')
    assert.equal(isoTimestamp(-1n), '1969-12-31T23:59:59.999999999')
  })

  it('keeps months, days and seconds apart', () => {
    assert.equal(isoDuration(14, -3, 1_500_000_000n), 'P14M-3DT1.500S')
    assert.equal(isoDuration(0, 0, -500_000_000n), 'P0M0DT-0.500S')
  })
})
