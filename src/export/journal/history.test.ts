import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { replayHistory, rowAt, startHistory, wordsOfRows, type BatchEntry } from './history.js'

const digest = 'deadbeef'.repeat(8)

function entry(part: number, kept: number): BatchEntry {
  return {
    part,
    read: kept + 2,
    lineCount: kept + 3,
    lines: Uint32Array.from({ length: kept }, (_, index) => index),
    keys: Uint32Array.from({ length: 4 * kept }, (_, index) => part + index),
    copies: wordsOfRows(Float64Array.of(2 ** 39 + part)),
  }
}

/** Gives so many bytes at a time. */
function fileOf(bytes: Uint8Array, most: number) {
  return {
    read: (at: number, length: number) =>
      Promise.resolve(bytes.slice(at, at + Math.min(length, most))),
  }
}

async function replayed(bytes: Uint8Array, most = 1000): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  const length = bytes.length
  await replayHistory(
    fileOf(bytes, most),
    { length, path: 'history' },
    {
      batch: ({ part, read, lineCount, lines, keys, copies }) =>
        void seen.push({
          part,
          read,
          lineCount,
          lines: lines.slice(),
          keys: keys.slice(),
          copies: copies.slice(),
        }),
      partEnd: (part, sha256) => void seen.push([part, sha256]),
    },
  )
  return seen
}

describe('the history of a run', () => {
  const history = startHistory()
  const entries = [entry(0, 3), entry(0, 0), entry(1, 5000)]
  for (const each of entries) history.batch(each)
  history.partEnd(1, digest)
  history.partEnd(2, undefined)
  const size = history.size()
  const bytes = history.take()
  const expected = [...entries, [1, digest], [2, undefined]]

  it('is told again as it was', async () => {
    assert.equal(bytes.length, size)
    assert.deepEqual(await replayed(bytes), expected)
  })

  it('is told again when it is read in pieces of any size', async () => {
    for (const most of [1, 7, 40, 4096]) {
      assert.deepEqual(
        await replayed(bytes.slice(0, 400), most).catch(String),
        'LoradexError: history: expected what the interrupted export had read, saw something else',
      )
    }
    assert.deepEqual(await replayed(bytes, 333), expected)
  })

  it('is empty after it was taken', () => assert.equal(history.size(), 0))

  it('is refused where it is no whole entries', async () => {
    const damaged = { code: 'export.damaged' }
    await assert.rejects(replayed(bytes.subarray(0, bytes.length - 4)), damaged)
    await assert.rejects(replayed(Buffer.from('what is this')), damaged)
    await assert.rejects(
      replayHistory(
        fileOf(bytes.slice(0, 8), 8),
        { length: 100, path: 'h' },
        {
          batch: () => undefined,
          partEnd: () => undefined,
        },
      ),
      damaged,
    )
  })

  it('holds rows beyond 32 bits', () => {
    for (const row of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 - 2]) {
      assert.equal(rowAt(wordsOfRows(Float64Array.of(row)), 0), row)
    }
  })
})
