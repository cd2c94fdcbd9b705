import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { failuresIn, faultsOf } from './message-rules.js'

const folder = 'tests/errors/goldens'
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
const failures = texts.flatMap(failuresIn)

describe('the golden messages', () => {
  it('are at least 250, of every error code', () => {
    const list = readFileSync('src/kernel/error.ts', 'utf8').matchAll(/^ {2}'([\w.-]+)':/gmu)
    const codes = Array.from(list, ([, code = '']) => code)
    assert.deepEqual([...new Set(failures.map(({ code }) => code))].toSorted(), codes.toSorted())
    assert.ok(failures.length >= 250, String(failures.length))
  })

  it('are one for each exit with a failure', () => {
    const exits = texts.flatMap((text) => text.match(/^ {4}exit code [124567]$/gmu) ?? [])
    const programs = texts.flatMap((text) => text.match(/^ {4}(?!\$ )\S.*\n {4}error /gmu) ?? [])
    assert.ok(exits.length + programs.length >= failures.length)
    assert.equal(texts.join('\n').match(/^ {4}error /gmu)?.length, failures.length)
  })

  for (const failure of failures) {
    it(`${failure.code} says what to expect: ${failure.error[0]?.slice(0, 60)}`, () => {
      assert.deepEqual(faultsOf(failure), [], [...failure.error, failure.hint].join('\n'))
    })
  }
})

describe('the rules for messages', () => {
  const said = { code: 'x', error: ['expected a file, saw a folder'], hint: 'Name a file.' }
  const wrong = {
    'a long line': { ...said, error: [`expected a file, saw ${'x'.repeat(300)}`] },
    'no expectation': { ...said, error: ['something went wrong'] },
    'a hint without a full stop': { ...said, hint: 'Name a file' },
    'a hint that is a question': { ...said, hint: 'Did you mean a file?' },
    'two sentences': { ...said, hint: 'Name a file. Then start again.' },
    'a leaked path': { ...said, error: ['expected a file, saw /tmp/x'] },
    'a raw message': { ...said, error: ['expected a file, saw ENOENT: no such file'] },
    'a secret': { ...said, error: ['expected a file, saw hunter2'] },
    'an object': { ...said, error: ['expected a file, saw [object Object]'] },
  }
  it('take what is right', () => assert.deepEqual(faultsOf(said), []))
  for (const [name, failure] of Object.entries(wrong)) {
    it(`find ${name}`, () => assert.notDeepEqual(faultsOf(failure), []))
  }
})
