import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textFinder } from './text-finder.js'

function placesOf(wanted: string, line: string, matchCase = false): readonly number[] {
  const next = textFinder(wanted, { matchCase }).within(Buffer.from(line))
  const places: number[] = []
  for (let at = next(0); at !== -1; at = next(at + 1)) places.push(at)
  return places
}

describe('textFinder', () => {
  it('gives positions in bytes', () => {
    assert.deepEqual(placesOf('b', 'äbßb'), [2, 5])
    assert.deepEqual(placesOf('ß', 'äbßb'), [3])
    assert.deepEqual(placesOf('ß', 'äbßb', true), [3])
  })

  it('takes capitals for small letters unless case matters', () => {
    assert.deepEqual(placesOf('Fjord', 'fjord FJORD'), [0, 6])
    assert.deepEqual(placesOf('ÄRGER', 'ärger Ärger'), [0, 7])
    assert.deepEqual(placesOf('Fjord', 'fjord FJORD Fjord', true), [12])
  })

  it('finds text as it is typed and as it is written in JSON', () => {
    const line = JSON.stringify({ role: 'tool', said: 'say "yes"\nor no' })
    assert.equal(placesOf('say "yes"', line).length, 1)
    assert.equal(placesOf('"role":"tool"', line).length, 1)
    assert.equal(placesOf('"yes"\nor', line).length, 1)
  })

  it('does not match from one line into the next', () => {
    assert.deepEqual(placesOf('a\nb', 'a\nb'), [])
  })

  it('takes no character as part of a pattern', () => {
    const hostile = '.*+?^${}()|[]\\/-'
    for (const matchCase of [true, false]) {
      assert.deepEqual(placesOf(hostile, `x${hostile}`, matchCase), [1])
      assert.deepEqual(placesOf(`ä${hostile}`, `xä${hostile}`, matchCase), [1])
      assert.deepEqual(placesOf('.', 'abc', matchCase), [])
    }
  })

  it('does not take the halves of other characters for a letter', () => {
    // The Kelvin sign and the long s are k and s in another case, but not in ASCII.
    assert.deepEqual(placesOf('k', '\u212A'), [])
    assert.deepEqual(placesOf('s', '\u017F'), [])
  })
})
