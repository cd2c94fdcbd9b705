import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LoradexError } from '../kernel/error.js'
import { failureLines, failureOf } from './show-failure.js'

function refused(message: string): LoradexError {
  return new LoradexError('source.query-refused', {
    message,
    details: { input: 'duckdb query' },
    hint: 'Correct it.',
  })
}

describe('a failure', () => {
  it('is one line for what went wrong and one for what to do', () => {
    assert.deepEqual(failureLines(failureOf(refused('no such table'))), [
      'error source.query-refused: no such table',
      'hint: Correct it.',
    ])
  })

  it('is one line even when a database says it on several, with a caret', () => {
    const message =
      'Binder Error: no column "a"\nCandidates: "b"\n\nLINE 1: SELECT a\n               ^'
    assert.equal(
      failureOf(refused(message)).message,
      'Binder Error: no column "a" Candidates: "b" LINE 1: SELECT a',
    )
  })

  it('keeps a line for each problem of a recipe', () => {
    const error = new LoradexError('recipe.invalid', {
      message: 'two problems:\n  one\n  two',
      details: { path: 'a', problems: ['one', 'two'] },
      hint: 'Correct both.',
    })
    assert.equal(failureOf(error).message, 'two problems:\n  one\n  two')
  })

  it('is a bug with its stack when it is no error of ours', () => {
    const failure = failureOf(new TypeError('x is not a function'))
    assert.deepEqual([failure.exitCode, failure.code], [1, 'bug'])
    const [first = '', second = ''] = failureLines(failure)
    assert.match(first, /^error: this is a bug in loradex; /u)
    assert.match(second, /^TypeError: x is not a function\n {4}at /u)
  })
})
