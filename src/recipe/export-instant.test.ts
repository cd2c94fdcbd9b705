import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exportInstant } from './export-instant.js'

describe('the instant of an export', () => {
  it('is that of SOURCE_DATE_EPOCH', () => {
    assert.equal(exportInstant({ SOURCE_DATE_EPOCH: '0' }).getTime(), 0)
    assert.equal(exportInstant({ SOURCE_DATE_EPOCH: '999999999999' }).getUTCFullYear(), 33_658)
  })

  it('is now where that is empty or not set', () => {
    for (const env of [{}, { SOURCE_DATE_EPOCH: '' }]) {
      assert.ok(Math.abs(exportInstant(env).getTime() - Date.now()) < 60_000)
    }
  })

  it('is refused where it is no number of seconds', () => {
    for (const epoch of ['abc', '-1', '1.5', '1e3', ' 1', '9007199254740000']) {
      assert.throws(() => exportInstant({ SOURCE_DATE_EPOCH: epoch }), {
        code: 'usage.invalid',
        message: `SOURCE_DATE_EPOCH: expected whole seconds since 1970, saw ${JSON.stringify(epoch)}`,
      })
    }
  })
})
