import assert from 'node:assert/strict'
import { appendFile, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assertPublished } from '#tools/published-schema.mjs'
import { digestsOf, readExport } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { createChance } from '../lanes/chance.js'
import { append, appended, refused } from './appended-export.js'
import { linesFrom, withInput } from './growing-input.js'
import type { ExportOutput } from '#loradex/cli/outputs/export-output.js'
import type { DryRunOutput } from '#loradex/cli/outputs/dry-run-output.js'

function exportOutput(text: string): ExportOutput {
  assertPublished('export-output', text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its schema has just said so
  return JSON.parse(text) as ExportOutput
}

function dryRunOutput(text: string): DryRunOutput {
  assertPublished('export-dry-run-output', text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its schema has just said so
  return JSON.parse(text) as DryRunOutput
}

describe('an export that is appended to', () => {
  const text = linesFrom(createChance(11), 30)

  it('stays as it is where nothing is new, and says so', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      const before = await digestsOf(join(folder, 'out'))
      await utimes(path, 1_000_000_000, 1_000_000_000)
      const { exitCode, stdout, stderr } = await append(folder, '--json')
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^nothing is new: out stays as it was, with \d+ samples$/mu)
      const { run, ...figures } = exportOutput(stdout)
      assert.equal(run.appended_to?.unchanged, true)
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
      const { report } = await readExport(join(folder, 'out'))
      const { excerpts: _excerpts, ...told } = report
      assert.deepEqual(figures, told)
    }))

  it('ends well where nothing is new, though a gate has failed', () =>
    withInput(text, { gates: { min_samples: 10_000 } }, async (folder, path) => {
      assert.equal((await append(folder)).exitCode, 3)
      assert.equal((await append(folder)).exitCode, 0)
      await appendFile(path, linesFrom(createChance(12), 30))
      assert.equal((await append(folder)).exitCode, 3)
    }))

  it('is looked at by a dry run, which writes nothing', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      const before = await digestsOf(join(folder, 'out'))
      await appendFile(path, text)
      const { stdout } = await append(folder, '--dry-run', '--json')
      const { read, emitted, appended_to } = dryRunOutput(stdout)
      assert.deepEqual([read, emitted, appended_to?.read], [30, 0, 30])
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
      const shown = await append(folder, '--dry-run')
      assert.match(
        shown.stdout,
        /^appends to \d+ samples of 30 records\nlooked at 30 records, 0 /mu,
      )
    }))

  it('has to have been made with --append', () =>
    withInput(text, {}, async (folder) => {
      await runLoradex(['export'], { cwd: folder })
      await refused(folder, /^error export\.not-appendable: out: /mu)
      const forced = await append(folder, '--force')
      assert.equal(forced.exitCode, 0, forced.stderr)
      const { manifest } = await readExport(join(folder, 'out'))
      assert.equal(manifest.predecessor, undefined)
      assert.match((await append(folder)).stderr, /^nothing is new/mu)
    }))

  it('has the manifest and shards of an export that is not', () =>
    withInput(text, {}, async (folder) => {
      await append(folder)
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      const [seen, whole] = await Promise.all(
        ['out', 'whole'].map((name) => digestsOf(join(folder, name))),
      )
      const { 'append.state': _state, 'append.history': _history, ...rest } = seen ?? {}
      assert.deepEqual(rest, whole)
    }))

  it('is refused with another recipe, another lane, a limit, and from a source that cannot tell', () =>
    withInput(text, {}, async (folder) => {
      await appended(folder)
      await refused(
        folder,
        /saw quality\.min_text_length: 7 in place of 6\n/u,
        '--set',
        'quality.min_text_length=7',
      )
      await refused(folder, /saw --lane: object in place of auto\n/u, '--lane', 'object')
      await refused(folder, /^error usage\.invalid: --limit: /mu, '--limit', '3')
      const piped = await append(folder, '--out', 'piped', '--set', 'source={type: stdin}')
      assert.match(piped.stderr, /^error source\.not-appendable: stdin: /mu)
    }))

  it('is refused when something of it is not as it was', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, text)
      const target = join(folder, 'out')
      for (const name of ['append.state', 'append.history', 'manifest.json']) {
        const bytes = await readFile(join(target, name))
        await writeFile(
          join(target, name),
          Buffer.concat([bytes.subarray(0, -9), Buffer.from('123456789')]),
        )
        await refused(folder, /^error export\.damaged: out: /mu)
        await writeFile(join(target, name), bytes)
      }
      const shard = join(target, 'train-00000-of-00001.jsonl')
      const bytes = await readFile(shard)
      await truncate(shard, bytes.length - 1)
      await refused(
        folder,
        /^error export\.damaged: out: expected a shard \S+ of \d+ bytes, saw \d+ bytes$/mu,
      )
      await rm(shard)
      await refused(folder, /bytes, saw none$/mu)
      const other = Buffer.from(bytes)
      other[30] = (other[30] ?? 0) ^ 1
      await writeFile(shard, other)
      await refused(
        folder,
        /expected a shard \S+ of SHA-256 tree hash [0-9a-f]{64}, saw [0-9a-f]{64}$/mu,
      )
      await writeFile(shard, bytes)
      await appended(folder)
    }))

  it('gives up a page that was made of it later', () =>
    withInput(text, { report: { html: false } }, async (folder, path) => {
      await appended(folder)
      const { exitCode } = await runLoradex(['report', 'out'], { cwd: folder })
      assert.equal(exitCode, 0)
      await appendFile(path, text)
      await appended(folder)
      assert.ok(!(await readdir(join(folder, 'out'))).includes('report.html'))
    }))

  it('is refused when something else is there that would be gone', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, text)
      await writeFile(join(folder, 'out', 'NOTES.md'), 'notes')
      await refused(
        folder,
        /^error export\.not-appendable: out: expected the files of the export alone, saw NOTES\.md$/mu,
      )
      await rm(join(folder, 'out', 'NOTES.md'))
      await appended(folder)
    }))
})
