import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { assertEntities } from './assert-entities.js'

describe('what entities are taken from', () => {
  it('is refused where a caller without types passes something else', () => {
    for (const [given, seen] of [
      [null, 'null'],
      [undefined, 'undefined'],
      [{}, 'object'],
      [5, 'number'],
      ['text', 'string'],
    ] as const) {
      assert.throws(() => assertEntities(given), {
        code: 'usage.invalid',
        message: `entities: expected an iterable of objects, saw ${seen}`,
      })
    }
  })

  it('may be an array, a set, an iterator or a stream', () => {
    const iterator = [].values()
    for (const given of [[], new Set(), iterator, Readable.from([])]) assertEntities(given)
  })
})
