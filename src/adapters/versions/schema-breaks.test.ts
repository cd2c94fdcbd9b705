import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJsonText } from '../../kernel/parse-json.js'
import { schemaBreaks } from './schema-breaks.js'

function breaksOf(old: string, now: string): readonly string[] {
  return [...schemaBreaks(parseJsonText(old) ?? null, parseJsonText(now) ?? null)]
}

function nested(most: number): string {
  return `{"properties":{"a":{"items":{"maxItems":${most}}}}}`
}

describe('schemaBreaks', () => {
  it('takes a bound that moves outwards or goes for a break, and no other', () => {
    const steps: readonly (readonly [string, string, readonly string[]])[] = [
      ['{"maxLength":200}', '{"maxLength":300}', ['answers: maxLength 300, was 200']],
      ['{"maxLength":200}', '{"maxLength":200.0}', []],
      ['{"maxLength":200}', '{"maxLength":100}', []],
      ['{"maxLength":200}', '{}', ['answers: maxLength gone, was 200']],
      ['{"minimum":0}', '{"minimum":-1}', ['answers: minimum -1, was 0']],
      ['{"minimum":0}', '{"minimum":1}', []],
      ['{}', '{"minimum":1}', []],
    ]
    for (const [old, now, expected] of steps) assert.deepEqual(breaksOf(old, now), expected)
  })

  it('takes an object that is opened for a break', () => {
    const closed = '{"properties":{"a":{}},"additionalProperties":false}'
    assert.deepEqual(breaksOf(closed, '{"properties":{"a":{}}}'), [
      'answers: members besides those listed',
    ])
    assert.deepEqual(breaksOf('{"properties":{"a":{}}}', closed), [])
  })

  it('finds them within members and items', () => {
    assert.deepEqual(breaksOf(nested(2), nested(3)), ['/a[]: maxItems 3, was 2'])
  })
})
