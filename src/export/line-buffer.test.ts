import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLineBuffer } from './line-buffer.js'

function lineOf(write: (buffer: ReturnType<typeof createLineBuffer>) => void): string {
  const buffer = createLineBuffer(0)
  write(buffer)
  const line = Buffer.from(buffer.currentLine()).toString()
  const end = buffer.endLine()
  assert.equal(Buffer.from(buffer.take()).toString('utf8', 0, end), `${line}\n`)
  return line
}

describe('createLineBuffer', () => {
  it('has room for texts of any characters and lengths', () => {
    for (const character of ['a', 'é', '天', '🙂']) {
      for (const length of [0, 1, 15, 16, 17, 1000]) {
        const text = character.repeat(length)
        assert.equal(
          lineOf((buffer) => buffer.append(text)),
          text,
        )
        const afterAscii = `${'a'.repeat(15)}${character}`
        assert.equal(
          lineOf((buffer) => buffer.append(afterAscii)),
          afterAscii,
        )
      }
    }
  })

  it('writes whole numbers up to the greatest that is exact', () => {
    const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
    for (const count of [0, ...powers.flatMap((power) => [power - 1, power]), 2 ** 53 - 1]) {
      assert.equal(
        lineOf((buffer) => buffer.appendCount(count)),
        String(count),
      )
    }
  })

  it('keeps the lines before while it grows, and none when it is cleared', () => {
    const buffer = createLineBuffer(1)
    const lines = Array.from({ length: 100 }, (_, index) => `${index} ${'ü'.repeat(index)}`)
    const ends = lines.map((line) => {
      buffer.appendBytes(Buffer.from(line))
      return buffer.endLine()
    })
    const bytes = Buffer.from(buffer.take())
    assert.equal(bytes.toString(), `${lines.join('\n')}\n`)
    assert.equal(ends.at(-1), bytes.length)
    assert.equal(buffer.currentLine().length, 0)
    buffer.clear()
    assert.deepEqual([buffer.position(), buffer.take().length], [0, 0])
  })
})
