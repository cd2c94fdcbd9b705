import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { isJsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { writeJson } from '../kernel/write-json.js'
import { canonicalContent, KEY_WORDS, writeContentKey } from './content-key.js'

function keyOf(text: string, normalize?: (text: string) => string): string {
  const content = parseJsonText(text)
  assert.ok(isJsonObject(content))
  const written = Buffer.from(writeJson(content).slice(0, -1))
  const keys = new Uint32Array(KEY_WORDS)
  writeContentKey(canonicalContent(content, normalize) ?? written, keys, 0)
  return Buffer.from(keys.buffer).toString('hex')
}

const fold = (text: string): string => text.toLowerCase()

describe('writeContentKey', () => {
  it('writes the first 128 bits of a SHA-256', () => {
    const digest = createHash('sha256').update('{"text":"A"').digest('hex')
    assert.equal(keyOf('{"text":"A"}'), digest.slice(0, 32))
  })

  for (const [left, right] of [
    ['{"text":"A"}', '{"text":"\\u0041"}'],
    ['{"text":"é","n":1}', '{"text":"\\u00e9","n":1.0}'],
    ['{"output":{"a":1,"b":2}}', '{"output":{"b":2.0,"a":1}}'],
  ] as const) {
    it(`is the same for ${left} and ${right}`, () => assert.equal(keyOf(left), keyOf(right)))
  }

  for (const [left, right] of [
    ['{"text":"A"}', '{"text":"a"}'],
    ['{"a":"1","b":"2"}', '{"a":"1\\",\\"b\\":\\"2"}'],
    ['{"a":"x"}', '{"b":"x"}'],
  ] as const) {
    it(`differs for ${left} and ${right}`, () => assert.notEqual(keyOf(left), keyOf(right)))
  }

  it('compares normalized texts at every level', () => {
    assert.equal(keyOf('{"m":[{"c":"A"}]}', fold), keyOf('{"m":[{"c":"a"}]}', fold))
  })
})
