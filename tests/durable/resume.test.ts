import assert from 'node:assert/strict'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { frame, unframe } from '#loradex/export/journal/frame.js'
import { exportRecipe, type ExportOptions } from '#loradex/recipe/export-recipe.js'
import { loadRecipe } from '#loradex/recipe/load-recipe.js'
import type { ExportIdentity } from '#loradex/recipe/resume/export-identity.js'
import { assertPublished } from '#tools/published-schema.mjs'
import { good, plainRecipe } from '../end-to-end/bad-input-case.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { digestsOf, readExport } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'

const files = Object.fromEntries(
  Array.from({ length: 6 }, (_, file) => [
    `in/${file}.jsonl`,
    Array.from({ length: 50 }, (_row, row) => `${good(`${file} ${row}`)}\n`).join(''),
  ]),
)
const recipe = { ...plainRecipe, source: { type: 'jsonl', path: 'in/*.jsonl' } }

function inParts(more: object, use: (folder: string) => Promise<void>): Promise<void> {
  return inFolder({ files, recipe: { ...recipe, ...more } }, use)
}

/** Ends after the second checkpoint, in this process. */
async function interrupt(folder: string, options: Partial<ExportOptions> = {}): Promise<void> {
  const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
  const interruption = new AbortController()
  let checkpoints = 0
  const exporting = exportRecipe(loaded, {
    target: join(folder, 'out'),
    checkpointMs: 0,
    workers: 1,
    signal: interruption.signal,
    onEvent({ kind }) {
      if (kind === 'checkpoint' && (checkpoints += 1) === 2) interruption.abort()
    },
    ...options,
  })
  await assert.rejects(exporting)
  assert.deepEqual(await readdir(join(folder, '.out.loradex')), ['journal', 'output', 'spool'])
}

/** As if it had been interrupted at another time, or by another version. */
async function changePlan(
  folder: string,
  change: (identity: ExportIdentity) => object,
): Promise<void> {
  const path = join(folder, '.out.loradex', 'journal', 'plan')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an export wrote it
  const identity = unframe(await readFile(path)) as ExportIdentity
  await writeFile(path, frame({ ...identity, ...change(identity) }))
}

const goOn = ['export', '--out', 'out', '--resume']

describe('an export that is gone on with', () => {
  it('says where, and is what it would have been', () =>
    inParts({}, async (folder) => {
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      await interrupt(folder)
      const { exitCode, stdout, stderr } = await runLoradex([...goOn, '--json'], { cwd: folder })
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^resumed after (?<read>\d+) records, \d of 6 parts done$/mu)
      assertPublished('export-output', stdout)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its schema has just said so
      const { run } = JSON.parse(stdout) as { readonly run: { readonly resumed_at: number } }
      assert.ok(run.resumed_at >= 100 && run.resumed_at < 300, String(run.resumed_at))
      assert.deepEqual(await digestsOf(join(folder, 'out')), await digestsOf(join(folder, 'whole')))
      assert.ok(!(await readdir(folder)).includes('.out.loradex'))
    }))

  it('infers the same schema from all that was ever read', () =>
    inParts({ structured_gen: { infer_schema: true } }, async (folder) => {
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      await interrupt(folder)
      const { exitCode, stderr } = await runLoradex(goOn, { cwd: folder })
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^resumed after /mu)
      const [schema, whole] = await Promise.all(
        ['out', 'whole'].map((out) => readFile(join(folder, out, 'inferred_schema.json'), 'utf8')),
      )
      assert.equal(schema, whole)
      assert.match(schema ?? '', /"required"/u)
      assert.deepEqual(await digestsOf(join(folder, 'out')), await digestsOf(join(folder, 'whole')))
    }))

  it('is not called litter where its source is not there', () =>
    inParts({}, async (folder) => {
      await interrupt(folder)
      await rename(join(folder, 'in'), join(folder, 'away'))
      const { exitCode, stderr } = await runLoradex(goOn, { cwd: folder })
      assert.equal(exitCode, 2)
      assert.match(stderr, /^error source\.no-match: /mu)
      assert.match(stderr, /^hint: go on after \d+ records with: loradex export .*--resume$/mu)
      assert.doesNotMatch(stderr, /clean up/u)
    }))

  it('is refused with another limit, and keeps the one it has', () =>
    inParts({}, async (folder) => {
      await interrupt(folder, { limit: 170 })
      const other = await runLoradex(goOn, { cwd: folder })
      assert.match(other.stderr, /saw --limit: none in place of 170\n/u)
      const same = await runLoradex([...goOn, '--limit', '170'], { cwd: folder })
      assert.equal(same.exitCode, 0, same.stderr)
      assert.equal((await readExport(join(folder, 'out'))).allLines.length, 170)
    }))

  it('is refused with another level of compression, unless that is the usual one', () =>
    inParts({ output: { compression: 'zstd' } }, async (folder) => {
      await interrupt(folder)
      const other = await runLoradex([...goOn, '--set', 'output.compression_level=1'], {
        cwd: folder,
      })
      assert.equal(other.exitCode, 6)
      assert.match(other.stderr, /saw output\.compression_level: 1 in place of nothing\n/u)
      const same = await runLoradex([...goOn, '--set', 'output.compression_level=3'], {
        cwd: folder,
      })
      assert.equal(same.exitCode, 0, same.stderr)
      assert.match(same.stderr, /^resumed after /mu)
    }))

  it('is refused with other digests, which cannot be taken up from a tree hash', () =>
    inParts({}, async (folder) => {
      await interrupt(folder)
      const other = await runLoradex([...goOn, '--set', 'output.digests=sha256'], { cwd: folder })
      assert.equal(other.exitCode, 6)
      assert.match(other.stderr, /saw output\.digests: sha256 in place of nothing\n/u)
      const same = await runLoradex([...goOn, '--set', 'output.digests=tree'], { cwd: folder })
      assert.equal(same.exitCode, 0, same.stderr)
      assert.match(same.stderr, /^resumed after /mu)
    }))

  it('goes on with the level that it has', () =>
    inParts({ output: { compression: 'zstd', compression_level: 1 } }, async (folder) => {
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      await interrupt(folder)
      const { exitCode, stderr } = await runLoradex(goOn, { cwd: folder })
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^resumed after /mu)
      assert.deepEqual(await digestsOf(join(folder, 'out')), await digestsOf(join(folder, 'whole')))
    }))

  it('counts ages from the day on which it was begun', () =>
    inParts(
      { weighting: { enable_weights: true, auto_weight_by_freshness: true } },
      async (folder) => {
        await interrupt(folder)
        await changePlan(folder, ({ recipe: planned }) => ({
          recipe: {
            ...planned,
            weighting: { ...planned.weighting, reference_time: '2020-02-02T00:00:00Z' },
          },
        }))
        const { exitCode, stderr } = await runLoradex(goOn, { cwd: folder })
        assert.equal(exitCode, 0, stderr)
        const { manifest } = await readExport(join(folder, 'out'))
        assert.equal(manifest.reference_time, '2020-02-02T00:00:00Z')
      },
    ))

  it('is refused by another version', () =>
    inParts({}, async (folder) => {
      await interrupt(folder)
      await changePlan(folder, () => ({ loradex_version: '0.0.9' }))
      const { exitCode, stderr } = await runLoradex(goOn, { cwd: folder })
      assert.equal(exitCode, 6)
      assert.match(stderr, /saw loradex \S+ in place of 0\.0\.9\n/u)
    }))

  it('is refused with another schema, with files more or less, and names each', () =>
    inParts({}, async (folder) => {
      await interrupt(folder)
      await writeFile(join(folder, 'in', '7.jsonl'), `${good(7)}\n`)
      const more = await runLoradex(goOn, { cwd: folder })
      assert.match(more.stderr, /saw in\/7\.jsonl: an input that was not there\n/u)
      const args = [...goOn, '--set', 'structured_gen.json_schema={type: object}']
      const other = await runLoradex(args, { cwd: folder })
      assert.match(other.stderr, /structured_gen\.json_schema.*, and 1 more\n/u)
    }))

  it('begins anew with --restart, and when there is nothing', () =>
    inParts({}, async (folder) => {
      await interrupt(folder)
      const args = ['export', '--out', 'out', '--restart', '--limit', '3']
      const restarted = await runLoradex(args, { cwd: folder })
      assert.equal(restarted.exitCode, 0, restarted.stderr)
      assert.ok(!restarted.stderr.includes('resumed'))
      const again = await runLoradex([...goOn, '--force', '--limit', '2'], { cwd: folder })
      assert.equal(again.exitCode, 0, again.stderr)
      assert.equal((await readExport(join(folder, 'out'))).allLines.length, 2)
    }))

  it('waits for --force where an earlier export stands', () =>
    inParts({}, async (folder) => {
      await runLoradex(['export', '--out', 'out', '--limit', '1'], { cwd: folder })
      await interrupt(folder, { replace: true })
      const refused = await runLoradex(goOn, { cwd: folder })
      assert.match(refused.stderr, /^error export\.target-exists: /mu)
      const forced = await runLoradex([...goOn, '--force'], { cwd: folder })
      assert.match(forced.stderr, /^resumed after /mu)
      assert.equal((await readExport(join(folder, 'out'))).allLines.length, 300)
    }))

  it('leaves nothing to go on with when it is not to', () =>
    inParts({}, async (folder) => {
      const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
      const exporting = exportRecipe(loaded, {
        target: join(folder, 'out'),
        checkpointMs: null,
        onProgress({ read }) {
          if (read > 200) throw new RangeError('enough')
        },
      })
      await assert.rejects(exporting, RangeError)
      assert.deepEqual((await readdir(folder)).toSorted(), ['in', 'loradex.yaml'])
    }))
})
