import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { askPython, pythonOf, type Group } from '#tools/python-partner.mjs'
import { readExport } from '../read-export.js'
import { data, unpackData } from '../real-data/unpack.js'
import { runCli } from '../run-cli.js'
import { authored } from './authored.js'

interface Loaded {
  readonly rows: number
  readonly changed: number
  readonly columns: Readonly<Record<string, string>>
}

interface Trained {
  readonly ok: boolean
  readonly loss: number | null
  readonly error?: string
}

/** Real exports, and what their columns become. */
const real = {
  gsm8k: ['instruction', 'output', 'weight'],
  'gesetze-text': ['text', 'weight', 'metadata'],
  'self-instruct': ['instruction', 'output', 'weight'],
  'evals-blanks': ['instruction', 'output', 'weight', 'metadata'],
  'hh-rlhf': ['prompt', 'chosen', 'rejected', 'weight'],
  'tau-bench': ['messages', 'weight', 'metadata'],
  bfcl: ['messages', 'tools', 'weight', 'metadata'],
  gpteacher: ['instruction', 'input', 'output', 'weight'],
  'parquet-types': ['id', 'flag', 'numbers', 'text', 'weight'],
} as const

/** How TRL trains on them. */
const trained = [
  ['bfcl', 'sft'],
  ['tau-bench', 'sft'],
  ['hh-rlhf', 'dpo'],
  ['gesetze-text', 'text'],
  ['authored-chat', 'sft'],
  ['authored-preference', 'dpo'],
  ['authored-text', 'text'],
] as const

describe('the Python that takes our exports', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interop-'))
    if (existsSync(data)) unpackData()
  })
  after(() => rm(folder, { recursive: true }))

  async function exported(name: string): Promise<string> {
    const out = join(folder, name)
    if (existsSync(out)) return out
    let recipe = resolve(`tests/real-data/recipes/${name}.yaml`)
    const made = authored[name]
    if (made) {
      recipe = join(folder, `${name}.json`)
      await writeFile(join(folder, `${name}.jsonl`), made.records.map(lineOf).join(''))
      await writeFile(recipe, JSON.stringify(made.recipe))
    }
    const { code, stderr } = await runCli(['export', recipe, '--out', out])
    assert.equal(code, 0, stderr)
    return out
  }

  /** As written, apart from the order of columns: rows of the manifest, none changed. */
  async function load(name: string, columns: readonly string[]): Promise<void> {
    const out = await exported(name)
    const splits = askPython('datasets', 'load_dataset.py', [out]) as Record<string, Loaded>
    const { shards } = readExport(out).manifest
    for (const [split, { rows, changed, columns: seen }] of Object.entries(splits)) {
      const written = shards.filter((shard) => shard.split === split)
      assert.equal(
        rows,
        written.reduce((sum, { records }) => sum + records, 0),
      )
      assert.equal(changed, 0, `${split}: rows changed`)
      assert.deepEqual(Object.keys(seen).toSorted(), columns.toSorted())
    }
    const names = new Set(shards.map(({ split }) => split))
    assert.deepEqual(new Set(Object.keys(splits)), names)
  }

  for (const [name, { columns }] of Object.entries(authored)) {
    it(`load_dataset takes ${name} as written`, async (test) => {
      const why = missing('datasets')
      return why === undefined ? load(name, columns) : test.skip(why)
    })
  }

  for (const [name, columns] of Object.entries(real)) {
    it(`load_dataset takes ${name} as written`, async (test) => {
      if (!existsSync(data)) return test.skip('the real data are not beside the project')
      const why = missing('datasets')
      return why === undefined ? load(name, columns) : test.skip(why)
    })
  }

  for (const [name, kind] of trained) {
    it(`TRL trains on ${name} (${kind})`, async (test) => {
      if (env['LORADEX_TRL'] !== '1') return test.skip('LORADEX_TRL is not 1')
      if (!(name in authored) && !existsSync(data)) {
        return test.skip('the real data are not beside the project')
      }
      const why = missing('trl')
      if (why !== undefined) return test.skip(why)
      const result = askPython('trl', 'trl_take.py', [await exported(name), kind]) as Trained
      test.diagnostic(JSON.stringify(result))
      assert.ok(result.ok, result.error)
    })
  }
})

const reasons = new Map<Group, string | undefined>()

/** Why the environment cannot be had. */
function missing(group: Group): string | undefined {
  if (!reasons.has(group)) reasons.set(group, reasonOf(group))
  return reasons.get(group)
}

function reasonOf(group: Group): string | undefined {
  if (spawnSync('python3', ['--version']).status !== 0) return 'there is no python3'
  try {
    pythonOf(group)
    return undefined
  } catch (error) {
    return `${group} cannot be installed: ${String(error)}`
  }
}

function lineOf(record: object): string {
  return `${JSON.stringify(record)}\n`
}
