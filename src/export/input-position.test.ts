import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PartSize, SourcePart } from '../sources/source.js'
import { inputPosition } from './input-position.js'

function partsOf(...sizes: readonly (PartSize | undefined)[]): readonly SourcePart[] {
  return sizes.map((size) => ({ input: 'a', path: 'a', start: 0, end: 9, ...(size && { size }) }))
}

const bytes = (amount: number): PartSize => ({ amount, unit: 'bytes' })
const rows = (amount: number): PartSize => ({ amount, unit: 'records' })

describe('the position in the input', () => {
  it('is in bytes of the file, not of the records', () => {
    const position = inputPosition(partsOf(bytes(100), bytes(50)), Infinity)
    position.advance(0, 7, 40)
    assert.deepEqual(position.state().amount, { unit: 'bytes', done: 40, total: 150 })
    position.endPart(0)
    position.advance(1, 7, 10)
    assert.deepEqual(position.state().amount, { unit: 'bytes', done: 110, total: 150 })
  })

  it('never runs over the end of a part, and never back', () => {
    const position = inputPosition(partsOf(bytes(100), bytes(50)), Infinity)
    position.advance(0, 1, 130)
    assert.equal(position.state().amount?.done, 100)
    position.advance(0, 1, undefined)
    assert.equal(position.state().amount?.done, 100)
  })

  it('is complete with the last part, whatever the batches said', () => {
    const position = inputPosition(partsOf(bytes(100), bytes(0)), Infinity)
    position.endPart(0)
    assert.equal(position.state().partsDone, 1)
    position.endPart(1)
    assert.deepEqual(position.state().amount, { unit: 'bytes', done: 100, total: 100 })
  })

  it('is in records where those are counted', () => {
    const position = inputPosition(partsOf(rows(10)), Infinity)
    position.advance(0, 3, 1000)
    position.advance(0, 4, 2000)
    assert.deepEqual(position.state().amount, { unit: 'records', done: 7, total: 10 })
  })

  it('is unknown as soon as one part does not say its size', () => {
    const position = inputPosition(partsOf(rows(10), undefined), Infinity)
    position.advance(0, 3, undefined)
    assert.equal(position.state().amount, undefined)
  })

  it('is that of the limit, unless the input ends first', () => {
    const position = inputPosition(partsOf(bytes(100)), 10)
    position.advance(0, 2, 10)
    assert.deepEqual(position.state().amount, { unit: 'records', done: 2, total: 10 })
    position.advance(0, 1, 90)
    assert.deepEqual(position.state().amount, { unit: 'bytes', done: 90, total: 100 })
    const endless = inputPosition(partsOf(undefined), 10)
    endless.advance(0, 4, undefined)
    assert.deepEqual(endless.state().amount, { unit: 'records', done: 4, total: 10 })
  })
})
