import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Progress } from '../../export/progress.js'
import { keepStatus } from './status.js'
import type { WorkEvent } from './work-event.js'

function progress(
  done: number,
  { total = 1000, read = done }: { total?: number; read?: number } = {},
): WorkEvent {
  const counts: Progress = {
    read,
    emitted: read,
    dropped: {},
    bytesRead: read,
    bytesEmitted: read,
    partsDone: 0,
    parts: 1,
    amount: { unit: 'bytes', done, total },
  }
  return { kind: 'progress', progress: counts }
}

const reading: WorkEvent = { kind: 'phase', phase: 'read' }

describe('the status', () => {
  it('tells the time left by the bytes of the input, even when it is one part', () => {
    const keeper = keepStatus()
    keeper.apply(reading, 0)
    keeper.apply(progress(250), 1000)
    const { fraction, secondsLeft, rate } = keeper.status(1000)
    assert.deepEqual([fraction, secondsLeft, rate], [0.25, 3, 250])
  })

  it('tells no time left where nobody knows how much there is', () => {
    const keeper = keepStatus()
    const { progress: unknown } = progress(250) as { progress: Progress }
    keeper.apply(reading, 0)
    keeper.apply({ kind: 'progress', progress: { ...unknown, amount: undefined } }, 1000)
    const { fraction, secondsLeft, rate } = keeper.status(1000)
    assert.deepEqual([fraction, secondsLeft, rate], [undefined, undefined, 250])
  })

  it('tells no time left while the source stands still, and none after reading', () => {
    const keeper = keepStatus()
    keeper.apply(reading, 0)
    keeper.apply(progress(250), 1000)
    assert.equal(keeper.status(60_000).secondsLeft, undefined)
    keeper.apply({ kind: 'phase', phase: 'write' }, 1000)
    assert.equal(keeper.status(1000).secondsLeft, undefined)
  })

  it('never goes back when the amount changes its unit', () => {
    const keeper = keepStatus()
    keeper.apply(reading, 0)
    keeper.apply(progress(900), 100)
    keeper.apply(progress(10, { total: 20 }), 200)
    assert.equal(keeper.status(200).fraction, 0.9)
  })

  it('is complete when there is nothing to read', () => {
    const keeper = keepStatus()
    keeper.apply(progress(0, { total: 0 }), 0)
    assert.equal(keeper.status(0).fraction, 1)
  })

  it('starts its pace anew with reading, however fast the copy was', () => {
    const keeper = keepStatus()
    keeper.apply({ kind: 'copied', records: 0, bytes: 0 }, 0)
    keeper.apply({ kind: 'copied', records: 9000, bytes: 9 }, 1000)
    assert.equal(keeper.status(1000).rate, 9000)
    assert.equal(keeper.status(1000).copied?.records, 9000)
    keeper.apply(reading, 1000)
    keeper.apply(progress(10), 2000)
    assert.equal(keeper.status(2000).rate, 10)
    assert.equal(keeper.status(2000).copied, undefined)
  })

  it('names the data shard that has come furthest', () => {
    const keeper = keepStatus()
    const open = (series: string, ordinal: number, isData = true): void =>
      keeper.apply({ kind: 'shard-opened', series, name: `${series}-0000${ordinal}`, isData }, 0)
    open('train', 0)
    open('test', 0)
    open('rejects', 4, false)
    assert.equal(keeper.status(0).shard, 'train-00000')
    open('train', 1)
    assert.equal(keeper.status(0).shard, 'train-00001')
    open('test', 1)
    assert.equal(keeper.status(0).shard, 'train-00001')
  })
})
