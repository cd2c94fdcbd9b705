import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { funnel } from './funnel.js'

describe('funnel', () => {
  const stages = funnel({
    read: 100,
    emitted: 60,
    dropped: {
      'bad-timestamp': 1,
      'bad-weight': 2,
      duplicate: 10,
      'empty-output': 3,
      'invalid-json': 4,
      'missing-field': 5,
      'schema-violation': 6,
      'text-too-short': 9,
    },
  })

  it('leads from what was read to what was emitted', () => {
    assert.deepEqual(
      stages.map(({ step, entered, left }) => [step, entered, left]),
      [
        ['read', 100, 96],
        ['map', 96, 91],
        ['schema', 91, 85],
        ['quality', 85, 73],
        ['weight', 73, 70],
        ['duplicates', 70, 60],
      ],
    )
  })

  it('names the reasons of each step, the most frequent first', () => {
    assert.deepEqual(stages[3]?.dropped, [
      { code: 'text-too-short', count: 9 },
      { code: 'empty-output', count: 3 },
    ])
  })

  it('keeps the steps that drop nothing', () => {
    const empty = funnel({ read: 0, emitted: 0, dropped: {} })
    assert.equal(empty.length, 6)
    assert.deepEqual(empty[2], { step: 'schema', entered: 0, dropped: [], left: 0 })
  })
})
