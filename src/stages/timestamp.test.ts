import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { JsonNumber } from '../kernel/json-value.js'
import { readTimestamp } from './timestamp.js'

describe('readTimestamp', () => {
  const texts = {
    '2024-11-21': '2024-11-21T00:00:00.000Z',
    '2024-11-21T08:30': '2024-11-21T08:30:00.000Z',
    '2024-11-21T08:30:15Z': '2024-11-21T08:30:15.000Z',
    '2024-11-21t08:30:15z': '2024-11-21T08:30:15.000Z',
    '2024-11-21 08:30:15': '2024-11-21T08:30:15.000Z',
    '2024-11-21 08:30:15.123456+00': '2024-11-21T08:30:15.123Z',
    '2024-11-21T08:30:15,5+02:00': '2024-11-21T06:30:15.500Z',
    '2024-11-21T08:30:15-0530': '2024-11-21T14:00:15.000Z',
    '2024-11-21T08:30:15 +01:00': '2024-11-21T07:30:15.000Z',
    ' 2024-02-29\n': '2024-02-29T00:00:00.000Z',
    '2016-12-31T23:59:60Z': '2017-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59Z': '1969-12-31T23:59:59.000Z',
  }
  for (const [text, instant] of Object.entries(texts)) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const milliseconds = readTimestamp(text)
      assert.ok(milliseconds !== undefined)
      assert.equal(new Date(milliseconds).toISOString(), instant)
    })
  }

  for (const text of [
    '',
    'yesterday',
    '2024',
    '2024-11',
    '21.11.2024',
    '11/21/2024',
    '1732177800',
    '2023-02-29',
    '2024-04-31',
    '2024-01-32',
    '2024-01-00',
    '2024-13-01',
    '2024-00-10',
    '2024-11-21T24:00:00Z',
    '2024-11-21T08:60:00Z',
    '2024-11-21T08:30:61Z',
    '2024-11-21T08:30:15+24:00',
    '2024-11-21T08:30:15 CET',
    '2024-11-21T',
  ]) {
    it(`finds no instant in ${JSON.stringify(text)}`, () => {
      assert.equal(readTimestamp(text), undefined)
    })
  }

  it('reads what Date writes', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(fc.property(date, (at) => readTimestamp(at.toISOString()) === at.getTime()))
  })

  it('tells seconds from milliseconds by their size', () => {
    assert.equal(readTimestamp(1_732_177_800), 1_732_177_800_000)
    assert.equal(readTimestamp(1_732_177_800_000), 1_732_177_800_000)
    assert.equal(readTimestamp(new JsonNumber('1732177800.0')), 1_732_177_800_000)
    assert.equal(readTimestamp(99_999_999_999), 99_999_999_999_000)
    assert.equal(readTimestamp(100_000_000_000), 100_000_000_000)
    assert.equal(readTimestamp(-1), -1000)
    assert.equal(readTimestamp(0), 0)
  })

  it('reads no microseconds, infinities or other types', () => {
    for (const value of [1e14, -1e14, new JsonNumber('1e400'), true, [], new Map()]) {
      assert.equal(readTimestamp(value), undefined)
    }
    assert.equal(readTimestamp(99_999_999_999_999), 99_999_999_999_999)
  })
})
