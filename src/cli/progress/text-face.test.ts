import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Display } from './display.js'
import { startPaint } from './paint.js'
import { textFace } from './text-face.js'

describe('textFace', () => {
  const left = { leftBehind: '.out.loradex', kept: 1500, remedies: [], again: 'loradex export -r' }

  function told(code: string): readonly string[] {
    const lines: string[] = []
    const display: Display = {
      print: (line) => void lines.push(line),
      giveWay: () => {},
      stopping: () => {},
      close: () => {},
    }
    const face = textFace({ display, paint: startPaint(false), isQuiet: true })
    face.failed({ exitCode: 7, code, message: 'x', hint: 'y' }, left)
    return lines
  }

  it('says after a failure how to go on', () => {
    assert.deepEqual(told('export.disk-full'), [
      'error export.disk-full: x',
      'hint: y',
      'hint: go on after 1,500 records with: loradex export -r',
    ])
  })

  it('does not have a run gone on with that would be refused', () => {
    assert.deepEqual(told('source.changed').slice(2), [
      'hint: begin again with --restart or, if the file is set back to what it was, go on after 1,500 records with: loradex export -r',
    ])
  })
})
