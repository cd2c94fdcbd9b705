import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { copyToPostgres } from '#tools/copy-to-postgres.mjs'
import { startPostgres } from '#tools/test-postgres.mjs'
import { runLoradex, type Outcome } from '../end-to-end/run-loradex.js'
import { readExport } from '../read-export.js'
import { initSets, maskbench, type InitSet } from './init-sets.js'
import { data, unpackData, unpackInto } from './unpack.js'

const skip = existsSync(data) ? false : 'the real data are not beside the project'

/** Two records of more than a gigabyte each: too long for any export, and half a minute to find out. */
const tooLarge = 'large_string_map.brotli.parquet'

describe('init --yes on real data', { skip }, () => {
  let folder = ''
  let count = 0
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'init-real-'))
    unpackData()
    unpackInto(maskbench, `${data}/maskbench/maskbench.tar.gz`)
  })
  after(async () => {
    await rm(folder, { recursive: true })
    await rm(maskbench, { recursive: true })
  })

  interface Made {
    readonly cwd: string
    readonly made: Outcome
  }

  async function make(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Made> {
    const cwd = await mkdtemp(join(folder, `${(count += 1)}-`))
    return { cwd, made: await runLoradex(['init', ...args, '--yes'], { cwd, env }) }
  }

  for (const set of initSets) {
    it(`writes a recipe for ${set.name} that exports without edits`, async () => {
      const { cwd, made } = await make(set.args)
      assert.equal(made.exitCode, 0, made.stderr)
      await checkExport(cwd, set)
    })
  }

  const parquet = join(data, 'parquet-testing/data')
  const files = existsSync(parquet)
    ? readdirSync(parquet, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.parquet') && name !== tooLarge)
        .toSorted()
    : []
  for (const name of files) {
    it(`writes a recipe for ${basename(name)} that exports without edits, or says why not`, async () => {
      const { cwd, made } = await make([join(parquet, name)])
      const refusal = refusals[basename(name)]
      if (refusal !== undefined) {
        assert.match(made.stderr, refusal)
        assert.ok(made.exitCode > 1)
        assert.deepEqual(readdirSync(cwd), [])
        return
      }
      assert.equal(made.exitCode, 0, made.stderr)
      const run = await runLoradex(['export'], { cwd })
      assert.equal(run.exitCode, 0, run.stderr)
      const { manifest } = readExport(join(cwd, 'out'))
      assert.ok(manifest.counts.emitted > 0)
      // What is dropped repeats another record, has nothing in it, or what JSON has no number for.
      const reasons = Object.keys(manifest.counts.dropped)
      assert.deepEqual(
        reasons.filter((code) => !harmless.includes(code)),
        [],
      )
    })
  }

  it('writes a recipe for a table of Postgres that exports without edits', async (test) => {
    const server = await startPostgres()
    if (server.url === undefined) return test.skip(server.why)
    try {
      await copyToPostgres({ path: `${data}/chinook/Chinook_Sqlite.sqlite`, url: server.url })
      const env = { CHINOOK_URL: server.url }
      const { cwd, made } = await make(['${CHINOOK_URL}'], env)
      assert.equal(made.exitCode, 0, made.stderr)
      const set = initSets.find(({ name }) => name === 'chinook')
      assert.ok(set)
      await checkExport(cwd, set, env)
    } finally {
      await server.stop()
    }
  })

  it('says of files without records what they are', async () => {
    for (const [path, message] of [
      ['tau-bench/gpt-4o-airline.json.gz', /source\.truncated: .*expected \] at the end/u],
      ['naughty-strings/blns.json', /expected objects as records in .*, saw strings/u],
      ['bbh/bbh.tar.gz', /saw a tar archive\nhint: Unpack it/u],
      ['parquet-testing/data/uniform_encryption.parquet.encrypted', /an encrypted Parquet file/u],
      ['golden/cases.py', /saw neither JSON nor a table nor a database/u],
    ] as const) {
      const { cwd, made } = await make([join(data, path)])
      assert.match(made.stderr, message)
      assert.deepEqual(readdirSync(cwd), [])
    }
  })
})

async function checkExport(
  cwd: string,
  { style, mapping, read, dropped }: InitSet,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const recipe = readFileSync(join(cwd, 'loradex.yaml'), 'utf8')
  assert.match(recipe, new RegExp(`^style: ${style} `, 'mu'))
  for (const line of mapping) assert.ok(recipe.includes(line), `${line}\n${recipe}`)
  const run = await runLoradex(['export'], { cwd, env })
  assert.equal(run.exitCode, 0, run.stderr)
  const { manifest, report } = readExport(join(cwd, 'out'))
  const missing = Object.values(dropped).reduce((sum, one) => sum + one, 0)
  assert.deepEqual(manifest.counts, { read, emitted: read - missing, dropped })
  assert.ok((report.schema_validation?.compliance_rate ?? 0) >= 0.99)
}

const harmless = ['duplicate', 'bad-value', 'missing-field', 'empty-output']

/** Files of which there is nothing to make samples of. */
const refusals: Readonly<Record<string, RegExp>> = {
  'column_chunk_key_value_metadata.parquet': /init\.no-records/u,
  'datapage_v1-corrupt-checksum.parquet': /source\.lost: .*a page with a wrong checksum/u,
  'datapage_v2_empty_datapage.snappy.parquet': /init\.no-proposal/u,
  'nation.dict-malformed.parquet': /source\.lost/u,
  'page_v2_empty_compressed.parquet': /init\.no-proposal/u,
  'rle-dict-uncompressed-corrupt-checksum.parquet': /source\.lost: .*a page with a wrong checksum/u,
  'single_nan.parquet': /init\.no-proposal/u,
}
