import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openScreen, type Screen } from './screen.js'

function opened(): { readonly screen: Screen; readonly writes: string[] } {
  const writes: string[] = []
  return { screen: openScreen({ columns: () => 80, write: (text) => writes.push(text) }), writes }
}

describe('the screen', () => {
  it('replaces its last line in one write, which erases only behind the new text', () => {
    const { screen, writes } = opened()
    screen.draw('one')
    screen.draw('two')
    assert.deepEqual(writes, [
      '\r\u001B[?7lone\u001B[J\u001B[?7h\r',
      '\r\u001B[?7ltwo\u001B[J\u001B[?7h\r',
    ])
  })

  it('writes nothing when nothing has changed', () => {
    const { screen, writes } = opened()
    screen.clear()
    screen.draw('one')
    screen.draw('one')
    assert.equal(writes.length, 1)
    screen.clear()
    screen.clear()
    assert.deepEqual(writes.slice(1), ['\r\u001B[J'])
  })

  it('puts a line above the last one in one write', () => {
    const { screen, writes } = opened()
    screen.draw('bar')
    screen.print('line')
    assert.deepEqual(writes.slice(1), ['\r\u001B[Jline\n\u001B[?7lbar\u001B[J\u001B[?7h\r'])
  })

  it('is an ordinary one as long as nothing is drawn', () => {
    const { screen, writes } = opened()
    screen.print('line')
    assert.deepEqual(writes, ['line\n'])
  })
})
