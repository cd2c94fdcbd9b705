import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashOfLine, startBatches, type BatchPlaces } from './batch-places.js'

/** Two parts of `a`, of 30 and 20 lines, and one of `b`, in batches of so many lines. */
function started(
  linesPerBatch: number,
  each: (places: BatchPlaces, firstRow: number) => void,
): BatchPlaces {
  const places = startBatches()
  const parts = [
    { part: 0, input: 'a', lines: 30 },
    { part: 1, input: 'a', lines: 20 },
    { part: 3, input: 'b', lines: 10 },
  ]
  for (const { part, input, lines } of parts) {
    for (let from = 0; from < lines; from += linesPerBatch) {
      each(places, places.start({ part, input }, Math.min(linesPerBatch, lines - from)))
    }
  }
  return places
}

function hashes(linesPerBatch: number): readonly number[] {
  const found: number[] = []
  started(linesPerBatch, (places) => {
    const batch = places.linesOfBatch()
    for (let line = 0; line < linesPerBatch; line += 1) found.push(hashOfLine(batch, line))
  })
  return found
}

describe('startBatches', () => {
  it('counts lines through the batches and parts of an input', () => {
    const first: string[] = []
    const places = started(10, (all, firstRow) => first.push(all.locate(firstRow + 4)))
    assert.deepEqual(first, ['a:5', 'a:15', 'a:25', 'a:35', 'a:45', 'b:5'])
    assert.deepEqual(
      [places.locateInPart(0, 29), places.locateInPart(1, 0), places.locateInPart(3, 9)],
      ['a:30', 'a:31', 'b:10'],
    )
    for (const row of [0, 49, 59]) {
      assert.equal(places.placeText(row), JSON.stringify(places.locate(row)))
    }
  })

  it('hashes a line to the same number however the input is cut', () => {
    assert.deepEqual(hashes(10), hashes(5))
    assert.equal(new Set(hashes(10)).size, 60)
  })

  it('goes on with the lines of an input that comes again, however often', () => {
    const whole = hashByPlace([
      ['a', 12],
      ['b', 2],
      ['c', 1],
    ])
    const cut = hashByPlace([
      ['a', 3],
      ['b', 2],
      ['a', 4],
      ['c', 1],
      ['a', 5],
    ])
    assert.equal(whole.size, 15)
    assert.deepEqual(cut, whole)
  })
})

/** Of batches of so many lines of an input each. */
function hashByPlace(batches: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const places = startBatches()
  const found = new Map<string, number>()
  for (const [part, [input, lines]] of batches.entries()) {
    const firstRow = places.start({ part, input }, lines)
    for (let line = 0; line < lines; line += 1) {
      found.set(places.locate(firstRow + line), hashOfLine(places.linesOfBatch(), line))
    }
  }
  return found
}
