import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isLoradexError } from '../../kernel/error.js'
import { loadUserConfig } from './load-user-config.js'
import { withUserConfig } from './with-user-config.js'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-config-'))
})
after(() => rmSync(folder, { recursive: true }))

function written(text: string): string {
  const path = join(folder, 'config.yaml')
  writeFileSync(path, text)
  return path
}

async function refusal(text: string | undefined): Promise<{ code: string; lines: string[] }> {
  const LORADEX_CONFIG = text === undefined ? join(folder, 'nowhere.yaml') : written(text)
  try {
    await loadUserConfig({ LORADEX_CONFIG }, '/')
  } catch (error) {
    assert.ok(isLoradexError(error))
    return { code: error.code, lines: error.message.replaceAll(`${folder}/`, '').split('\n  ') }
  }
  throw new assert.AssertionError({ message: 'expected it to be refused' })
}

describe('loadUserConfig', () => {
  it('reads settings with their places', async () => {
    const path = written('# mine\nworkers: 3\n')
    const { values, exists } = await loadUserConfig({ LORADEX_CONFIG: path }, '/')
    assert.deepEqual([exists, values], [true, [{ key: 'workers', text: '3', at: '2:10' }]])
  })

  it('finds the file in the configuration folder of the user', async () => {
    mkdirSync(join(folder, 'loradex'), { recursive: true })
    writeFileSync(join(folder, 'loradex', 'config.yaml'), 'workers: 5')
    const { values } = await loadUserConfig({ XDG_CONFIG_HOME: folder }, '/')
    assert.equal(values[0]?.text, '5')
  })

  it('takes a file that is not there, is empty or holds comments alone for nothing', async () => {
    const nowhere = { XDG_CONFIG_HOME: join(folder, 'nowhere') }
    assert.deepEqual((await loadUserConfig(nowhere, '/')).exists, false)
    for (const text of ['', '\n', '# workers: 3\n\n  # more']) {
      const { exists, values } = await loadUserConfig({ LORADEX_CONFIG: written(text) }, '/')
      assert.deepEqual([exists, values], [true, []])
    }
  })

  it('refuses a file that LORADEX_CONFIG names and that is not there', async () => {
    assert.equal((await refusal(undefined)).code, 'config.unreadable')
  })

  it('tells the place of what breaks the syntax', async () => {
    const { code, lines } = await refusal('workers: 3\nlog: [')
    assert.equal(code, 'config.unreadable')
    assert.match(lines[0] ?? '', /^config\.yaml:2:\d+: /u)
  })

  it('tells all that is wrong, with line and column', async () => {
    const { code, lines } = await refusal('workers: "3"\nworkrs: 2\nquality: {}\n')
    assert.equal(code, 'config.invalid')
    assert.deepEqual(lines, [
      'config.yaml is not a valid configuration file, 3 problems:',
      'config.yaml:1:10 workers: expected a whole number from 1 to 64, saw string "3" (leave out the quotes)',
      'config.yaml:2:1 workrs: unknown key, did you mean workers?',
      'config.yaml:3:1 quality: unknown key, quality belongs into a recipe',
    ])
  })

  for (const [text, seen] of [
    ['workers: 0', 'saw 0'],
    ['workers: 65', 'saw 65'],
    ['workers: 1.5', 'saw 1.5'],
    ['workers: [1]', 'saw a list'],
    ['workers:', 'saw null'],
    ['- workers', 'expected keys with values, saw a list'],
    ['workers: 1\nworkers: 2', 'expected each key once'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, async () => {
      const { code, lines } = await refusal(text)
      assert.equal(code, 'config.invalid')
      assert.ok(lines[1]?.includes(seen), lines[1])
    })
  }

  it('allows both ends of a range', async () => {
    for (const workers of ['1', '64']) {
      const { values } = await loadUserConfig(
        { LORADEX_CONFIG: written(`workers: ${workers}`) },
        '/',
      )
      assert.equal(values[0]?.text, workers)
    }
  })
})

describe('withUserConfig', () => {
  it('fills in what the environment does not say', async () => {
    const LORADEX_CONFIG = written('workers: 3')
    for (const [given, counts] of [
      [undefined, '3'],
      ['', '3'],
      ['2', '2'],
    ] as const) {
      const env = await withUserConfig({ LORADEX_CONFIG, LORADEX_WORKERS: given }, '/')
      assert.equal(env['LORADEX_WORKERS'], counts)
    }
  })
})
