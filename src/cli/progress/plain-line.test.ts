import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainLine, timeColumn } from './plain-line.js'
import type { Status } from './status.js'

const status: Status = {
  phase: 'read',
  copied: undefined,
  progress: {
    read: 514_690,
    emitted: 512_345,
    dropped: { duplicate: 2345 },
    bytesRead: 1,
    bytesEmitted: 1,
    partsDone: 3,
    parts: 9,
    amount: undefined,
  },
  amount: { unit: 'bytes', done: 1_260_000_000, total: 3_000_000_000 },
  fraction: 0.42,
  rate: 61_234,
  secondsLeft: 141.2,
  shard: 'train-00003',
  fates: { kept: 'kept', dropped: 'dropped' },
}

describe('a line of a log for people', () => {
  it('has the time, the phase and all that is known', () => {
    assert.equal(
      plainLine(status, 20),
      '[ 20.0 s] read  42 %, 1.3/3.0 GB, 514,690 records (61,234/s), kept 512,345, dropped 2,345, train-00003, 2 min 21 s left',
    )
  })

  it('leaves out what is not known', () => {
    const unknown: Status = {
      ...status,
      amount: undefined,
      fraction: undefined,
      rate: undefined,
      secondsLeft: undefined,
      shard: undefined,
    }
    assert.equal(
      plainLine(unknown, 20),
      '[ 20.0 s] read  514,690 records, kept 512,345, dropped 2,345',
    )
    assert.equal(plainLine({ ...unknown, phase: 'plan' }, 0.04), '[  0.0 s] plan')
  })

  it('counts what is copied while the source is planned', () => {
    const copied = { records: 1, bytes: 34_000 }
    assert.equal(
      plainLine({ ...status, phase: 'plan', copied }, 70),
      '[1 min 10 s] plan  copied 1 record, 34 kB',
    )
  })

  it('keeps its columns for the first minute', () => {
    assert.equal(timeColumn(0.1).length, timeColumn(59.9).length)
  })
})
