import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReadingMemory } from './reading-memory.js'

const areas = [0, 16].map((start) => Buffer.from(new ArrayBuffer(16), 0, 16).fill(start))

describe('createReadingMemory', () => {
  it('lends areas first, each to one at a time, and takes back what lies in them', () => {
    const memory = createReadingMemory(areas).startPart()
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
    assert.equal(createReadingMemory(areas).startPart().take(17).length, 17)
    assert.equal(createReadingMemory().startPart().take(1).length, 1)
  })

  it('has the areas of a part again when that has ended, and no others', () => {
    const memory = createReadingMemory(areas)
    const [part, next] = [memory.startPart(), memory.startPart()]
    const ofPart = part.take(1)
    const ofNext = next.take(1)
    part.release(ofNext)
    part.end()
    assert.equal(next.take(1).buffer, ofPart.buffer)
    assert.ok(areas.every((area) => area.buffer !== next.take(1).buffer))
  })

  it('lends as much as is asked for, whatever was given back before', () => {
    const memory = createReadingMemory().startPart()
    const small = memory.take(8)
    memory.release(small)
    const large = memory.take(16)
    assert.equal(large.length, 16)
    memory.release(large)
    const again = memory.take(8)
    assert.deepEqual([again.length, again.buffer === large.buffer], [8, true])
  })

  it('leaves memory alone that is not its own', () => {
    const memory = createReadingMemory().startPart()
    const foreign = Buffer.alloc(8)
    memory.release(foreign)
    assert.notEqual(memory.take(8).buffer, foreign.buffer)
  })
})
