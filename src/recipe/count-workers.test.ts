import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PartSize, SourcePart } from '../sources/source.js'
import { countWorkers, defaultWorkers } from './count-workers.js'

function parts(count: number, size?: PartSize): readonly SourcePart[] {
  return Array.from({ length: count }, (_, ordinal) => ({
    input: 'cases',
    path: 'cases',
    start: ordinal,
    end: ordinal + 1,
    ...(size && { size }),
  }))
}

describe('defaultWorkers', () => {
  const cores = [1, 2, 3, 4, 8, 64]

  it('leaves a core to the main thread where that is busy, and is no more than it can keep up with', () => {
    assert.deepEqual(
      cores.map((count) => defaultWorkers(true, count)),
      [1, 1, 2, 3, 3, 3],
    )
    assert.deepEqual(
      cores.map((count) => defaultWorkers(false, count)),
      [1, 2, 3, 4, 8, 8],
    )
  })
})

describe('countWorkers', () => {
  it('takes the default', () => {
    for (const mainIsBusy of [true, false]) {
      const expected = defaultWorkers(mainIsBusy)
      assert.equal(countWorkers({ parts: parts(99), mainIsBusy }, {}), expected)
    }
  })

  it('takes as many as are wanted, and no more than there are parts', () => {
    assert.equal(countWorkers({ parts: parts(99), mainIsBusy: true }, { workers: 7 }), 7)
    assert.equal(countWorkers({ parts: parts(5), mainIsBusy: true }, { workers: 7 }), 5)
  })

  it('takes none for little data', () => {
    for (const few of [
      parts(3),
      parts(1, { amount: 1000, unit: 'bytes' }),
      parts(1, { amount: 1000, unit: 'records' }),
    ]) {
      assert.equal(countWorkers({ parts: few, mainIsBusy: false }, {}), 0)
    }
    assert.equal(countWorkers({ parts: parts(99), mainIsBusy: false }, { limit: 5 }), 0)
  })

  it('takes one for a large part', () => {
    const large: readonly PartSize[] = [
      { amount: 40_000_000, unit: 'bytes' },
      { amount: 40_000, unit: 'records' },
    ]
    for (const size of large)
      assert.equal(countWorkers({ parts: parts(1, size), mainIsBusy: true }, { workers: 2 }), 1)
  })
})
