import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countOf, formatBytes, formatCount, formatNumber, formatPercent } from './format-number.js'

describe('formatted numbers', () => {
  it('set thousands apart', () => {
    assert.deepEqual([0, 999, 1000, 1234567].map(formatCount), ['0', '999', '1,000', '1,234,567'])
  })

  it('agree with their noun', () => {
    assert.equal(countOf(1, 'record'), '1 record')
    assert.equal(countOf(0, 'record'), '0 records')
    assert.equal(countOf(2000, 'entry', 'entries'), '2,000 entries')
  })

  it('say 0% and 100% of nothing and all only', () => {
    const shares = [0, 0.000_001, 0.001, 0.9868, 0.999, 0.999_999, 1]
    const shown = ['0%', '<0.1%', '0.1%', '98.7%', '99.9%', '>99.9%', '100%']
    assert.deepEqual(shares.map(formatPercent), shown)
  })

  it('have no idle zeros', () => {
    assert.equal(formatNumber(1.5, 3), '1.5')
    assert.equal(formatNumber(1234, 2), '1,234')
    assert.equal(formatNumber(-1234.056, 2), '-1,234.06')
  })

  it('give sizes in powers of 1000, rounded into the next unit where they fill one', () => {
    const sizes = [1, 999, 1000, 1234, 999_949, 999_950, 1e9, 1e18]
    const shown = ['1 byte', '999 bytes', '1 kB', '1.2 kB', '999.9 kB', '1 MB', '1 GB', '1,000 PB']
    assert.deepEqual(sizes.map(formatBytes), shown)
  })
})
