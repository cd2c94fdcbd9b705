import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileFieldPath } from './field-path.js'
import { fromPlain } from './plain-json.js'

const record = fromPlain({
  answer: { text: 'nested', '': 'blank' },
  'answer.text': 'exact',
  'a/b': { 'm~n': [10, { c: 'deep' }] },
  messages: [{ content: 'hi' }],
  none: null,
  'answer.none': null,
  constructor: 'own',
})

describe('compileFieldPath', () => {
  const paths: readonly (readonly [string, unknown])[] = [
    ['answer.text', 'exact'],
    ['/answer/text', 'nested'],
    ['/answer.text', 'exact'],
    ['/a~1b/m~0n/1/c', 'deep'],
    ['a/b.m~n.0', 10],
    ['messages.0.content', 'hi'],
    ['messages.00.content', undefined],
    ['messages.-1.content', undefined],
    ['messages.1', undefined],
    ['messages.length', undefined],
    ['/answer/', 'blank'],
    ['none', null],
    ['none.more', undefined],
    ['answer.none', null],
    ['answer.text.more', undefined],
    ['constructor', 'own'],
    ['toString', undefined],
    ['', record],
  ]
  for (const [path, value] of paths) {
    it(`reads ${path || 'the whole'}`, () => {
      assert.deepEqual(compileFieldPath(path)(record), value)
    })
  }
})
