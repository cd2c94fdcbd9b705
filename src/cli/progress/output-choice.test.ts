import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chooseOutput, type OutputChoice, type OutputOptions } from './output-choice.js'

type Env = Readonly<Record<string, string>>

function choose(
  env: Env = {},
  { isTerminal = true, ...options }: Partial<OutputOptions> & { isTerminal?: boolean } = {},
): OutputChoice {
  const given = { isQuiet: false, isVerbose: false, isLong: true, ...options }
  return chooseOutput(given, { env, isTerminal })
}

describe('the face', () => {
  it('is a bar on a terminal and lines elsewhere', () => {
    assert.equal(choose().face, 'bar')
    assert.equal(choose({}, { isTerminal: false }).face, 'plain')
  })

  it('is lines where a bar would spoil a log or cannot be drawn', () => {
    assert.equal(choose({ CI: 'true' }).face, 'plain')
    assert.equal(choose({ CI: '1' }).face, 'plain')
    assert.equal(choose({ CI: 'false' }).face, 'bar')
    assert.equal(choose({ TERM: 'dumb' }).face, 'plain')
    assert.equal(choose({ CI: 'true' }, { progress: 'bar' }).face, 'bar')
    assert.equal(choose({ TERM: 'dumb' }, { progress: 'bar' }).face, 'plain')
    assert.equal(choose({}, { progress: 'bar', isTerminal: false }).face, 'plain')
  })

  it('is what the command line says, or else LORADEX_PROGRESS', () => {
    assert.equal(choose({ LORADEX_PROGRESS: 'json' }).face, 'json')
    assert.equal(choose({ LORADEX_PROGRESS: 'json' }, { progress: 'plain' }).face, 'plain')
    assert.equal(choose({ LORADEX_PROGRESS: '' }).face, 'bar')
    assert.equal(choose({}, { progress: 'none' }).face, 'none')
  })

  it('is none with --quiet, but json stays json', () => {
    assert.equal(choose({}, { isQuiet: true }).face, 'none')
    assert.deepEqual(
      [choose({}, { isQuiet: true, progress: 'json' })].map(({ face, isQuiet }) => [face, isQuiet]),
      [['json', true]],
    )
  })

  it('is none for a command that is done at once, but json stays json', () => {
    assert.equal(choose({}, { isLong: false }).face, 'none')
    assert.equal(choose({ LORADEX_PROGRESS: 'bar' }, { isLong: false }).face, 'none')
    assert.equal(choose({ LORADEX_PROGRESS: 'json' }, { isLong: false }).face, 'json')
  })

  it('is refused when there is no such face, with the name of what was set', () => {
    const message = 'expected --progress to be auto, bar, plain, json or none, saw "fancy"'
    assert.throws(() => choose({}, { progress: 'fancy' }), { code: 'usage.invalid', message })
    assert.throws(() => choose({ LORADEX_PROGRESS: 'fancy' }), /expected LORADEX_PROGRESS to be/u)
  })
})

describe('colour', () => {
  const cases: readonly (readonly [env: Env, isTerminal: boolean, hasColour: boolean])[] = [
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, false],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [{ CI: 'true' }, true, true],
  ]
  for (const [env, isTerminal, hasColour] of cases) {
    const where = isTerminal ? 'a terminal' : 'a file'
    it(`is ${hasColour ? 'on' : 'off'} on ${where} with ${JSON.stringify(env)}`, () => {
      assert.equal(choose(env, { isTerminal }).hasColour, hasColour)
    })
  }
})

describe('the characters', () => {
  it('are ASCII unless the locale is UTF-8', () => {
    assert.equal(choose({}).isUnicode, false)
    assert.equal(choose({ LANG: 'C' }).isUnicode, false)
    assert.equal(choose({ LANG: 'de_DE.UTF-8' }).isUnicode, true)
    assert.equal(choose({ LANG: 'C.utf8' }).isUnicode, true)
    assert.equal(choose({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }).isUnicode, false)
  })
})

describe('the level of the log', () => {
  it('is silent unless it is asked for', () => {
    assert.equal(choose().log, 'silent')
    assert.equal(choose({}, { isVerbose: true }).log, 'info')
    assert.equal(choose({ LORADEX_LOG: 'warn' }).log, 'warn')
    assert.equal(choose({ LORADEX_LOG_FILE: 'a.log' }).log, 'info')
    assert.equal(choose({ LORADEX_LOG_FILE: 'a.log', LORADEX_LOG: 'silent' }).log, 'silent')
  })

  it('is the more talkative of --verbose and LORADEX_LOG', () => {
    assert.equal(choose({ LORADEX_LOG: 'debug' }, { isVerbose: true }).log, 'debug')
    assert.equal(choose({ LORADEX_LOG: 'warn' }, { isVerbose: true }).log, 'info')
  })

  it('is refused when there is no such level', () => {
    assert.throws(() => choose({ LORADEX_LOG: 'trace' }), { code: 'usage.invalid' })
  })
})
