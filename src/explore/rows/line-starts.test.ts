import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lineStarts } from './line-starts.js'

function startsOf(text: string, chunkBytes: number, announced = 100) {
  const bytes = Buffer.from(text)
  const starts = lineStarts(announced)
  for (let at = 0; at < bytes.length; at += chunkBytes)
    starts.add(bytes.subarray(at, at + chunkBytes))
  starts.end()
  const count = starts.count()
  return { count, starts: Array.from({ length: count + 1 }, (_, line) => starts.startOf(line)) }
}

describe('lineStarts', () => {
  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ['nothing', '', [0]],
    ['one line', 'abc\n', [0, 4]],
    ['a last line without line end', 'abc\nd', [0, 4, 5]],
    ['empty lines', '\n\nab\n', [0, 1, 2, 5]],
    ['a carriage return, which ends no line', 'a\rb\r\nc\n', [0, 5, 7]],
    ['characters of several bytes', 'ä\n📜\n', [0, 3, 8]],
  ]
  for (const [name, text, expected] of cases) {
    it(`finds ${name}, wherever chunks are cut`, () => {
      for (const chunkBytes of [1, 2, 3, 1000]) {
        assert.deepEqual(startsOf(text, chunkBytes).starts, expected)
      }
    })
  }

  it('counts more lines than were announced', () => {
    assert.equal(startsOf('a\nb\nc\n', 10, 2).count, 3)
  })

  it('knows where lines begin beyond 4 GiB', () => {
    const starts = lineStarts(3)
    const gibibyte = Buffer.alloc(2 ** 30)
    starts.add(Buffer.from('a\n'))
    for (let chunk = 0; chunk < 4; chunk += 1) starts.add(gibibyte)
    starts.add(Buffer.from('\nb\n'))
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => starts.startOf(line)),
      [0, 2, 2 ** 32 + 3, 2 ** 32 + 5],
    )
  })
})
