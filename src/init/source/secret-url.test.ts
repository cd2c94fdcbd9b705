import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { secretUrl } from './secret-url.js'

const secret = 'postgres://me:s3cret@host/shop'

describe('secretUrl', () => {
  it('writes a URL without a secret as it is', () => {
    for (const url of ['postgres://me@host/shop', 'https://example.com/a.jsonl?page=2', '${ANY}']) {
      assert.deepEqual(secretUrl(url, {}, 'DATABASE_URL'), { written: url, env: {}, unset: [] })
    }
  })

  it('refers to a variable that has to be set, and holds the URL for now', () => {
    assert.deepEqual(secretUrl(secret, { HOME: '/' }, 'DATABASE_URL'), {
      written: '${DATABASE_URL}',
      env: { HOME: '/', DATABASE_URL: secret },
      unset: ['DATABASE_URL'],
    })
  })

  it('refers to the variable that holds the URL, the usual one if there are several', () => {
    const written = (env: Readonly<Record<string, string>>) =>
      secretUrl(secret, env, 'DATABASE_URL').written
    assert.equal(written({ PG_URL: secret }), '${PG_URL}')
    assert.equal(written({ A: secret, DATABASE_URL: secret }), '${DATABASE_URL}')
    assert.equal(written({ _: secret, lower: secret }), '${DATABASE_URL}')
  })

  it('does not take a variable that holds something else', () => {
    const { written, unset } = secretUrl(secret, { DATABASE_URL: 'x' }, 'DATABASE_URL')
    assert.deepEqual([written, unset], ['${LORADEX_DATABASE_URL}', ['LORADEX_DATABASE_URL']])
  })
})
