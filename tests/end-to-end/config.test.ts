import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder } from './in-folder.js'
import { runLoradex } from './run-loradex.js'

const recipe = `source: { type: jsonl, path: in.jsonl }
quality: { min_text_length: 3 }
`
const files = {
  'config.yaml': 'workers: 3\n',
  'bad.yaml': 'workers: many\n',
  'color.yaml': 'color: always\n',
}

interface Shown {
  readonly machine: readonly {
    readonly key: string
    readonly value: unknown
    readonly origin: object
  }[]
  readonly recipe: { readonly values: Shown['machine'] } | null
}

function config(
  args: readonly string[],
  {
    env = {},
    content = recipe,
  }: { readonly env?: Record<string, string>; readonly content?: string } = {},
) {
  return inFolder({ files, recipe: content }, (cwd) =>
    runLoradex(['config', 'show', ...args], { cwd, env }),
  )
}

async function valueOf(key: string, args: readonly string[], env: Record<string, string> = {}) {
  const { stdout } = await config([...args, '--json'], { env })
  const { machine, recipe: shown } = JSON.parse(stdout) as Shown
  return [...machine, ...(shown?.values ?? [])].find((value) => value.key === key)
}

describe('loradex config show', () => {
  it('takes option over variable over file over default', async () => {
    const [file, variable] = [{ LORADEX_CONFIG: 'config.yaml' }, { LORADEX_WORKERS: '4' }]
    const shown = [
      await valueOf('workers', ['--workers', '5'], { ...file, ...variable }),
      await valueOf('workers', [], { ...file, ...variable }),
      await valueOf('workers', [], file),
    ]
    assert.deepEqual(
      shown.map((value) => value?.value),
      [5, 4, 3],
    )
    assert.deepEqual(shown.map((value) => value?.origin).slice(0, 2), [
      { kind: 'option', option: '--workers' },
      { kind: 'variable', variable: 'LORADEX_WORKERS' },
    ])
    assert.deepEqual((await valueOf('workers', []))?.origin, { kind: 'default' })
  })

  it('knows colours by the variables that other programs have for them', async () => {
    const file = { LORADEX_CONFIG: 'color.yaml' }
    const shown = [
      await valueOf('color', [], file),
      await valueOf('color', [], { ...file, NO_COLOR: '1', FORCE_COLOR: '1' }),
      await valueOf('color', [], { ...file, FORCE_COLOR: '1' }),
      await valueOf('color', [], { ...file, FORCE_COLOR: '0' }),
    ]
    assert.deepEqual(
      shown.map((value) => value?.value),
      ['always', 'never', 'always', 'never'],
    )
  })

  it('says where each key of the recipe comes from', async () => {
    const { stdout } = await config(['--origin', '--set', 'quality.max_text_length=9'])
    const lines = stdout.split('\n').map((line) => line.replaceAll(/ +/gu, ' '))
    assert.ok(lines.includes('quality.min_text_length 3 loradex.yaml:2:29'), stdout)
    assert.ok(lines.includes('quality.max_text_length 9 --set quality.max_text_length'), stdout)
    assert.ok(lines.includes('style instruction_tuning default'), stdout)
  })

  it('shows no secret', async () => {
    const content = 'source: { type: postgres, url: "postgres://ada:geheim@db/x", table: t }\n'
    const { stdout, stderr } = await config([], { content })
    assert.match(stdout, /postgres:\/\/ada:\*\*\*@db\/x/u)
    assert.doesNotMatch(stdout + stderr, /geheim/u)
  })

  it('shows the machine alone where there is no recipe, and says so', async () => {
    const { exitCode, stdout, stderr } = await inFolder({ recipe }, (cwd) =>
      runLoradex(['config', 'show'], { cwd: join(cwd, '..') }),
    )
    assert.equal(exitCode, 0)
    assert.match(
      stdout,
      /^workers +\d+\ndedup_memory +\d+\nprogress +auto\ncolor +auto\nlog +silent\n$/u,
    )
    assert.match(stderr, /no loradex\.yaml in this folder/u)
  })

  it('refuses a recipe that is named and not there', async () => {
    const { exitCode, stderr } = await config(['nowhere.yaml'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /recipe\.unreadable/u)
  })
})

describe('the configuration file', () => {
  it('counts for what is shown', async () => {
    await inFolder(
      { files: { ...files, 'json.yaml': 'progress: json\n' }, recipe },
      async (cwd) => {
        const env = { LORADEX_CONFIG: 'json.yaml' }
        const { stderr } = await runLoradex(['validate', 'none', '--schema', 'none'], { cwd, env })
        for (const line of stderr.trimEnd().split('\n')) assert.ok(JSON.parse(line))
        const over = { ...env, LORADEX_PROGRESS: 'plain' }
        const plain = await runLoradex(['validate', 'none', '--schema', 'none'], { cwd, env: over })
        assert.match(plain.stderr, /^error /u)
      },
    )
  })
})

describe('a broken configuration file', () => {
  const env = { LORADEX_CONFIG: 'bad.yaml' }

  it('stops an export', async () => {
    const { exitCode, stderr } = await inFolder({ files, recipe }, (cwd) =>
      runLoradex(['export'], { cwd, env }),
    )
    assert.equal(exitCode, 2)
    assert.match(stderr, /error config\.invalid: .*bad\.yaml:1:10 workers: expected/su)
  })

  it('does not stop help', async () => {
    const { exitCode } = await inFolder({ files, recipe }, (cwd) =>
      runLoradex(['help', 'export'], { cwd, env }),
    )
    assert.equal(exitCode, 0)
  })
})
