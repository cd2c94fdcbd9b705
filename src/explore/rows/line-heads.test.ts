import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lineHeads } from './line-heads.js'

function headsOf(files: readonly string[], chunkBytes: number, mostBytes: number) {
  const heads: [string, number][] = []
  const lines = lineHeads(mostBytes, (head, offset) => heads.push([head.toString(), offset]))
  for (const file of files) {
    const bytes = Buffer.from(file)
    for (let at = 0; at < bytes.length; at += chunkBytes)
      lines.add(bytes.subarray(at, at + chunkBytes))
    lines.endFile()
  }
  return heads
}

describe('lineHeads', () => {
  it('gives lines with their offsets over all files, wherever chunks are cut', () => {
    for (const chunkBytes of [1, 2, 5, 100]) {
      assert.deepEqual(headsOf(['one\n\ntwo\n', '', 'three', 'four\n'], chunkBytes, 100), [
        ['one', 0],
        ['', 4],
        ['two', 5],
        ['three', 9],
        ['four', 14],
      ])
    }
  })

  it('gives the beginning of a long line, and the whole of one that just fits', () => {
    for (const chunkBytes of [1, 3, 100]) {
      assert.deepEqual(headsOf(['abcde\nabcdef\nx\n'], chunkBytes, 5), [
        ['abcde', 0],
        ['abcde', 6],
        ['x', 13],
      ])
    }
  })
})
