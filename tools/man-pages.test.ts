import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { commands, variables } from '#loradex/cli/index.js'

const pages = readdirSync('man').map((name) => join('man', name))

function why(program: string): string | false {
  const isThere = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  return isThere ? false : `${program} is not installed`
}

function complaints(program: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}

describe('the manual', () => {
  it('has a page for each command, and one for all', () => {
    const names = commands.map(({ name }) => `man/loradex-${name.replaceAll(' ', '-')}.1`)
    assert.deepEqual(pages.toSorted(), ['man/loradex.1', ...names].toSorted())
  })

  it('names every option of a command with its meaning', () => {
    for (const { name, options } of commands) {
      const page = readFileSync(`man/loradex-${name.replaceAll(' ', '-')}.1`, 'utf8')
      const plain = page.replaceAll(/\\f[BIR]|\\(?=-)/gu, '')
      for (const { flags } of options) {
        const shown = flags.replaceAll(/[<>]/gu, '')
        assert.ok(plain.includes(shown), `${name} ${flags}`)
      }
    }
  })

  it('is free of what groff warns of', { skip: why('groff') }, () => {
    for (const page of pages) {
      assert.equal(complaints('groff', ['-man', '-Tutf8', '-ww', '-z', page]), '')
    }
  })

  it('is free of what mandoc warns of, but that it has no date', { skip: why('mandoc') }, () => {
    for (const page of pages) {
      const lines = complaints('mandoc', ['-Tlint', '-W', 'warning', page]).split('\n')
      assert.deepEqual(
        lines.filter((line) => line !== '' && !line.includes('missing date')),
        [],
      )
    }
  })
})

describe('the table of variables', () => {
  it('has every variable that the sources read', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/u.test(name) && !name.endsWith('.test.ts'),
    )
    const read = files.flatMap((name) =>
      Array.from(
        readFileSync(join('src', name), 'utf8').matchAll(
          /\benv\??\.?\['(\w+)'\](?! =)|'(LORADEX_\w+)'/gu,
        ),
        ([, inEnv, quoted]) => inEnv ?? quoted ?? '',
      ),
    )
    const known = variables.map(({ name }) => name)
    const strange = new Set(read.filter((name) => !known.includes(name) && !homes.includes(name)))
    assert.ok(read.includes('LORADEX_CONFIG'))
    assert.deepEqual([...strange], [])
  })

  it('has none of ours that the sources do not read', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith('variables.data.ts'))
      .map((name) => readFileSync(join('src', name), 'utf8'))
      .join('\n')
    const ours = variables.map(({ name }) => name).filter((name) => name.startsWith('LORADEX_'))
    assert.deepEqual(
      ours.filter((name) => !sources.includes(`'${name}'`)),
      [],
    )
  })
})

/** Where a user is at home is no setting of ours. */
const homes: readonly string[] = ['HOME', 'USERPROFILE']
