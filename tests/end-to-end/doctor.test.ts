import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startPostgres } from '#tools/test-postgres.mjs'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { runLoradex, startLoradex } from './run-loradex.js'

const records = [{ question: 'q', answer: 'an answer that is long enough' }]
const files = {
  'in.jsonl': jsonLines(records),
  'schema.json': '{"type":"object"}',
  'bad.json': '{"type":5}',
}
const source = { type: 'jsonl', path: 'in.jsonl' }
const schemaRecipe = {
  source,
  structured_gen: { enable_schema_validation: true, json_schema: 'schema.json' },
}

interface Diagnosis {
  readonly passed: boolean
  readonly checks: readonly {
    readonly id: string
    readonly verdict: string
    readonly saw: string
  }[]
}

interface Examined {
  readonly exitCode: number
  readonly byId: ReadonlyMap<string, string>
  readonly stdout: string
}

async function examine(
  recipe: string | object,
  {
    env = {},
    args = ['loradex.yaml'],
  }: { readonly env?: Record<string, string>; readonly args?: readonly string[] } = {},
): Promise<Examined> {
  return inFolder({ files, recipe }, (folder) => examineIn(folder, { env, args }))
}

async function examineIn(
  cwd: string,
  {
    env = {},
    args = ['loradex.yaml'],
  }: { readonly env?: Record<string, string>; readonly args?: readonly string[] } = {},
): Promise<Examined> {
  const { exitCode, stdout } = await runLoradex(['doctor', ...args, '--json'], { cwd, env })
  const { checks, passed } = JSON.parse(stdout) as Diagnosis
  assert.equal(passed, exitCode === 0)
  return { exitCode, stdout, byId: new Map(checks.map(({ id, verdict }) => [id, verdict])) }
}

describe('loradex doctor', () => {
  it('finds nothing wrong with this machine, and writes nothing', async () => {
    await inFolder({ files, recipe: { source } }, async (folder) => {
      const { exitCode, stderr, stdout } = await startLoradex(['doctor'], { cwd: folder }).ended
      assert.equal(exitCode, 0, stdout)
      assert.match(stderr, /^\d+ ok, \d+ warnings?, 0 failures\n$/u)
      assert.deepEqual(
        (await readdir(folder)).toSorted(),
        [...Object.keys(files), 'loradex.yaml'].toSorted(),
      )
    })
  })

  it('says ok, warn or fail on each line, and what to do for the latter two', async () => {
    await inFolder({ files, recipe: { source: { ...source, path: 'none' } } }, async (cwd) => {
      const env = { LORADEX_WORKRS: '3' }
      const { stdout } = await runLoradex(['doctor', 'loradex.yaml'], { cwd, env })
      const lines = stdout.trimEnd().split('\n')
      for (const [index, line] of lines.entries()) {
        assert.match(line, /^(?:ok {4}|warn {2}|fail {2}) ?\S| {26}→ [A-Z].*[.)]$/u)
        const needsAdvice = /^(?:warn|fail)/u.test(line)
        if (needsAdvice) assert.match(lines[index + 1] ?? '', /→/u, line)
      }
      assert.match(stdout, /^fail {2}source /mu)
      assert.match(stdout, /^warn {2}LORADEX_WORKRS .*\n.*Set LORADEX_WORKERS/mu)
    })
  })

  it('finds nothing wrong with a recipe that can be exported', async () => {
    const { exitCode, byId } = await examine(schemaRecipe)
    assert.equal(exitCode, 0)
    for (const id of ['recipe', 'recipe.schema', 'recipe.source', 'recipe.target']) {
      assert.equal(byId.get(id), 'ok', id)
    }
  })

  const faults: readonly (readonly [string, string | object, string, number])[] = [
    ['a recipe with mistakes', { sorce: source }, 'recipe', 2],
    [
      'a source that is not there',
      { source: { ...source, path: 'no*.jsonl' } },
      'recipe.source',
      2,
    ],
    [
      'a database that is none',
      { source: { type: 'sqlite', path: 'in.jsonl', table: 't' } },
      'recipe.source',
      2,
    ],
    [
      'a query that is refused',
      { source: { type: 'duckdb', sql: 'select * from nothing' } },
      'recipe.source',
      2,
    ],
    [
      'a schema that is none',
      { source, structured_gen: { enable_schema_validation: true, json_schema: 'bad.json' } },
      'recipe.schema',
      2,
    ],
    ['a target below a file', { source, output: { path: 'in.jsonl/out' } }, 'folder.output', 3],
    ['a target that is no export', { source, output: { path: '.' } }, 'recipe.target', 3],
  ]
  for (const [name, recipe, id, code] of faults) {
    it(`finds ${name}`, async () => {
      const { exitCode, byId, stdout } = await examine(recipe)
      assert.deepEqual([byId.get(id), exitCode], ['fail', code], stdout)
    })
  }

  it('warns of an earlier export at the target', async () => {
    await inFolder({ files, recipe: { source } }, async (folder) => {
      await exportIn(folder)
      const { exitCode, byId } = await examineIn(folder)
      assert.deepEqual([exitCode, byId.get('recipe.target')], [0, 'warn'])
    })
  })

  it('fails on a variable and on a configuration file that an export would refuse', async () => {
    await inFolder({ files, recipe: { source } }, async (folder) => {
      await mkdir(join(folder, 'loradex'))
      await writeFile(join(folder, 'loradex', 'config.yaml'), 'workers: -1\n')
      const env = { LORADEX_WORKERS: 'many', XDG_CONFIG_HOME: folder }
      const { byId, exitCode } = await examineIn(folder, { env, args: [] })
      assert.deepEqual([byId.get('variable.LORADEX_WORKERS'), byId.get('config')], ['fail', 'fail'])
      assert.equal(exitCode, 2)
    })
  })

  it('shows no secret', async () => {
    const env = { PGPASSWORD: 'geheim' }
    const { stdout } = await examine({ source }, { env })
    assert.match(stdout, /"variable\.PGPASSWORD"/u)
    assert.doesNotMatch(stdout, /geheim/u)
  })

  it('asks a database, and ends with 4 where that refuses the login', async (test) => {
    const postgres = await startPostgres()
    if (postgres.url === undefined) return test.skip(postgres.why)
    try {
      const recipe = { source: { type: 'postgres', url: '${DB}', query: 'select 1 as question' } }
      const good = await examine(recipe, { env: { DB: postgres.url } })
      assert.deepEqual([good.exitCode, good.byId.get('recipe.source')], [0, 'ok'])
      const bad = await examine(recipe, { env: { DB: postgres.url.replace('secret', 'wrong') } })
      assert.deepEqual([bad.exitCode, bad.byId.get('recipe.source')], [4, 'fail'])
    } finally {
      await postgres.stop()
    }
  })
})
