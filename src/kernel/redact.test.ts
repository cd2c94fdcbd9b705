import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redactUrl } from './redact.js'

describe('redactUrl', () => {
  const urls: readonly (readonly [string, string])[] = [
    ['postgres://me:hunter2@db:5432/shop', 'postgres://me:***@db:5432/shop'],
    ['postgres://me:hun@ter2@db/shop', 'postgres://me:***@db/shop'],
    ['postgres://me:hun/te?r#2@db/shop', 'postgres://me:***@db/shop'],
    ['postgres://:hunter2@db/shop', 'postgres://:***@db/shop'],
    ['postgres://me@db/shop', 'postgres://me@db/shop'],
    ['postgres://me:${PASSWORD}@db/shop', 'postgres://me:${PASSWORD}@db/shop'],
    ['postgres://db/shop?user=me&password=hunter2', 'postgres://db/shop?user=me&password=***'],
    ['postgres://db/shop?sslPassword=hunter2;a=1', 'postgres://db/shop?sslPassword=***;a=1'],
    ["host=db password='hun ter2' user=me", 'host=db password=*** user=me'],
    ["host=db password='hun ter2", 'host=db password=***'],
    ['host=db password=hunter2', 'host=db password=***'],
    ['https://hunter2@host/a', 'https://***@host/a'],
    ['https://hunter2:x-oauth-basic@host/a', 'https://***@host/a'],
    ['HTTPS://u:hunter2@host/a', 'HTTPS://***@host/a'],
    ['https://host/a?access_token=hunter2#x', 'https://host/a?access_token=***#x'],
    ['https://host/a#access_token=hunter2', 'https://host/a#access_token=***'],
    ['https://host/a?api%5Fkey=hunter2', 'https://host/a?api%5Fkey=***'],
    ['https://host/a?%zz=1&X-Amz-Signature=hunter2', 'https://host/a?%zz=1&X-Amz-Signature=***'],
    ['https://host/a?page=2&q=', 'https://host/a?page=2&q='],
    ['https://host/~me@work', 'https://host/~me@work'],
    ['https://host/a?token=${TOKEN}', 'https://host/a?token=${TOKEN}'],
    ['cases.jsonl', 'cases.jsonl'],
    ['', ''],
  ]
  for (const [url, shown] of urls) {
    it(`shows ${url || 'nothing'} as ${shown || 'nothing'}`, () => {
      assert.equal(redactUrl(url), shown)
      assert.equal(redactUrl(shown), shown)
    })
  }

  it('takes time in proportion to the length', () => {
    for (const part of ['a=', 'password', "password='", '@:', '?&', '${A}']) {
      redactUrl(`https://${part.repeat(200_000)}`)
    }
  })
})
