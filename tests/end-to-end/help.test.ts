import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { commands } from '#loradex/cli/commands.js'
import { groupCommands } from '#loradex/cli/index.js'
import { start } from '#loradex/cli/start.js'
import { runLoradex } from './run-loradex.js'

function help(args: readonly string[], env: Record<string, string> = {}) {
  return runLoradex(args, { cwd: '/', env })
}

/** The same as `help`, by the way that the program itself takes. */
async function started(...argv: readonly string[]): Promise<readonly [number, string]> {
  const lines: string[] = []
  const exitCode = await start(
    argv,
    {
      stdout: (line) => void lines.push(line),
      stderr: (line) => assert.fail(line),
      stdin: Readable.from([]),
      env: {},
      cwd: '/',
      signal: new AbortController().signal,
    },
    { version: '1.2.3' },
  )
  return [exitCode, lines.join('\n')]
}

describe('loradex without a command', () => {
  it('prints the same help as with --help, -h and help, and does not fail', async () => {
    const [exitCode, text] = await started()
    assert.equal(exitCode, 0)
    assert.match(
      text,
      /^Turns the records.*\n\nUsage: loradex <command> \[options\]\n\nStart here:/u,
    )
    for (const argv of [['--help'], ['-h'], ['help']]) {
      assert.deepEqual(await started(...argv), [0, text])
    }
    assert.equal((await help(['--help'])).stdout, `${text}\n`)
  })

  it('prints the version', async () => {
    for (const flag of ['--version', '-V']) assert.deepEqual(await started(flag), [0, '1.2.3'])
  })

  it('shows every command under a title', async () => {
    const { stdout } = await help(['help'])
    for (const { name, summary } of commands) {
      assert.ok(stdout.includes(`\n  ${name} `), name)
      assert.ok(summary.length <= 64 && !summary.endsWith('.'), summary)
    }
    assert.deepEqual(
      groupCommands(commands).filter(({ title }) => title === 'Other'),
      [],
    )
  })
})

describe('help on a command', () => {
  for (const { name, options, examples } of commands) {
    it(`is the same by help ${name} and ${name} --help, with examples before options`, async () => {
      const { exitCode, stdout } = await help(['help', ...name.split(' ')])
      assert.equal(exitCode, 0)
      assert.equal((await help([...name.split(' '), '--help'])).stdout, stdout)
      assert.ok(examples.length > 0)
      assert.ok(stdout.indexOf('Examples:') < stdout.indexOf('Options:'))
      for (const { flags } of options) assert.ok(stdout.includes(flags), flags)
    })
  }

  it('keeps to the width that COLUMNS says', async () => {
    const { stdout } = await help(['help', 'export'], { COLUMNS: '60' })
    const examples = /Examples:\n(?:  .*\n)*/u
    const lines = stdout.replace(examples, '').split('\n')
    assert.deepEqual(
      lines.filter((line) => line.length > 60),
      [],
    )
  })

  it('shows the commands of a group', async () => {
    const { stdout } = await help(['help', 'metadata'])
    assert.match(stdout, /^Usage: loradex metadata <command>/u)
    assert.match(stdout, /^ {2}metadata check /mu)
  })

  it('suggests what was meant', async () => {
    for (const [seen, meant] of [
      ['exprot', 'export'],
      ['metadta', 'metadata'],
    ]) {
      const { exitCode, stderr } = await help(['help', seen ?? ''])
      assert.equal(exitCode, 2)
      assert.match(stderr, new RegExp(`hint: Run loradex help ${meant}\\.`, 'u'))
    }
  })
})
