import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { describe, it } from 'node:test'
import { countWorkers, MIN_PARTS_FOR_WORKERS } from './count-workers.js'

const cores = availableParallelism()

describe('countWorkers', () => {
  it('leaves a core to the main thread where that is busy', () => {
    assert.equal(countWorkers({ parts: 1000, byBytes: true }, {}), Math.max(1, cores - 1))
    assert.equal(countWorkers({ parts: 1000, byBytes: false }, {}), cores)
  })

  it('takes as many as are wanted, and no more than there are parts', () => {
    assert.equal(countWorkers({ parts: 1000, byBytes: true }, { workers: 7 }), 7)
    assert.equal(countWorkers({ parts: 5, byBytes: true }, { workers: 7 }), 5)
  })

  it('takes none for little data', () => {
    assert.equal(countWorkers({ parts: MIN_PARTS_FOR_WORKERS - 1, byBytes: true }, {}), 0)
    assert.equal(countWorkers({ parts: 1000, byBytes: true }, { limit: 5 }), 0)
  })
})
