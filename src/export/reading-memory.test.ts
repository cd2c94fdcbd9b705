import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReadingMemory } from './reading-memory.js'

const areas = [0, 16].map((start) => Buffer.from(new ArrayBuffer(16), 0, 16).fill(start))

describe('createReadingMemory', () => {
  it('lends areas first, each to one at a time, and takes back what lies in them', () => {
    const memory = createReadingMemory(areas)
    const [one, other, third] = [memory.take(8), memory.take(16), memory.take(16)]
    assert.deepEqual(
      [one, other, third].map(({ buffer }) => areas.some((area) => area.buffer === buffer)),
      [true, true, false],
    )
    assert.notEqual(one.buffer, other.buffer)
    memory.release(other.subarray(2, 4))
    assert.equal(memory.take(16).buffer, other.buffer)
    memory.release(third)
    assert.equal(memory.take(16).buffer, third.buffer)
  })

  it('makes memory for what no area holds', () => {
    assert.equal(createReadingMemory(areas).take(17).length, 17)
    assert.equal(createReadingMemory().take(1).length, 1)
  })

  it('has all areas again for the next part', () => {
    const memory = createReadingMemory(areas)
    for (const _ of areas) memory.take(1)
    memory.startPart()
    assert.ok(areas.some((area) => area.buffer === memory.take(1).buffer))
  })

  it('leaves memory alone that is not its own', () => {
    const memory = createReadingMemory()
    const foreign = Buffer.alloc(8)
    memory.release(foreign)
    assert.notEqual(memory.take(8).buffer, foreign.buffer)
  })
})
