import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { terminalScreen } from './terminal-screen.js'

describe('the terminal of the tests', () => {
  it('goes on in the next row when a line is too wide, unless told not to', () => {
    const wrapped = terminalScreen(5)
    wrapped.write('abcdefg')
    assert.deepEqual(wrapped.rows(), ['abcde', 'fg'])
    const cut = terminalScreen(5)
    cut.write('\u001B[?7labcdefg\u001B[?7h')
    assert.deepEqual(cut.rows(), ['abcdg'])
  })

  it('overwrites, erases below and gives wide characters two columns', () => {
    const screen = terminalScreen(10)
    screen.write('abcdef\r\n日本\rxy\u001B[J')
    assert.deepEqual(screen.rows(), ['abcdef', 'xy'])
    screen.write('\r日')
    assert.deepEqual(screen.cursor, { row: 1, column: 2 })
  })

  it('breaks lines anew with its width, and the cursor stays at its character', () => {
    const screen = terminalScreen(10)
    screen.write('one\r\nabcdefgh\r')
    screen.resize(3)
    assert.deepEqual(screen.rows(), ['one', 'abc', 'def', 'gh'])
    assert.deepEqual(screen.cursor, { row: 1, column: 0 })
    screen.write('\rx\u001B[J')
    assert.deepEqual(screen.rows(), ['one', 'x'])
  })

  it('moves over what is there where that is expected', () => {
    const screen = terminalScreen(9, { canMove: true })
    screen.write('abc\r\ndef\u001B[A\u001B[2DX\u001B[B\u001B[99D\u001B[C\u001B[K')
    assert.deepEqual(screen.rows(), ['aXc', 'd'])
    assert.throws(() => screen.write('\u001B[2S'))
  })

  it('refuses what it does not know', () => {
    assert.throws(() => terminalScreen(5).write('\u001B[2A'))
  })
})
