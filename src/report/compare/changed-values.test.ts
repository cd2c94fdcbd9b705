import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, jsonValue, property } from 'fast-check'
import type { PlainJson } from '../../kernel/plain-json.js'
import { changedValues, dottedPath, jsonPointer } from './changed-values.js'

describe('changed values', () => {
  it('are named by the deepest path that tells them', () => {
    const before = { quality: { min: 10, max: 20 }, gates: {}, list: [1, 2] }
    const after = { quality: { min: 10, max: 30 }, gates: { drop: 0.1 }, list: [1, 3] }
    assert.deepEqual(changedValues(before, after, dottedPath), [
      { path: 'quality.max', before: 20, after: 30 },
      { path: 'gates.drop', after: 0.1 },
      { path: 'list', before: [1, 2], after: [1, 3] },
    ])
  })

  it('have pointers that keep slashes and tildes apart', () => {
    assert.deepEqual(changedValues({ 'a/b': { '~': 1 } }, { 'a/b': {} }, jsonPointer), [
      { path: '/a~1b/~0', before: 1 },
    ])
  })

  it('tell an absent value from null, and a list from an object', () => {
    assert.deepEqual(changedValues(undefined, null, jsonPointer), [{ path: '', after: null }])
    assert.deepEqual(changedValues([], {}, jsonPointer), [{ path: '', before: [], after: {} }])
  })

  it('take names such as __proto__ for what they are', () => {
    const after = JSON.parse('{"__proto__":1,"constructor":2}') as PlainJson
    assert.deepEqual(changedValues({}, after, dottedPath), [
      { path: '__proto__', after: 1 },
      { path: 'constructor', after: 2 },
    ])
  })

  it('are none between equals, and some between others', () => {
    check(
      property(jsonValue(), jsonValue(), (one, other) => {
        const [left, right] = [one, other].map((value) => JSON.stringify(value))
        const isSame = left === right
        const changes = changedValues(one as PlainJson, other as PlainJson, jsonPointer)
        if (isSame) assert.deepEqual(changes, [])
        assert.deepEqual(changedValues(one as PlainJson, one as PlainJson, jsonPointer), [])
      }),
    )
  })
})
