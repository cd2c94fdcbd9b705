import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestsOf, readExport, type ReadExport } from '../end-to-end/read-export.js'
import { runLoradex, type Outcome } from '../end-to-end/run-loradex.js'

export async function append(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return runLoradex(['export', '--append', ...args], { cwd: folder })
}

/** What an append that has something to do leaves, and how it hangs together with the export before. */
export async function appended(folder: string, ...args: readonly string[]): Promise<ReadExport> {
  const target = join(folder, 'out')
  const [before, digest] = [await contentsOf(target), await manifestDigest(target)]
  const { exitCode, stderr } = await append(folder, ...args)
  assert.equal(exitCode, 0, stderr)
  const read = await readExport(target)
  assert.equal(read.manifest.predecessor, digest)
  const after = await contentsOf(target)
  for (const shard of before.filter((bytes) => bytes.length > 0)) {
    assert.ok(
      after.some((bytes) => bytes.equals(shard)),
      'a shard of the earlier export has gone',
    )
  }
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('.')),
    [],
  )
  return read
}

/** Refused with this message, and nothing has changed. */
export async function refused(
  folder: string,
  message: RegExp,
  ...args: readonly string[]
): Promise<void> {
  const before = await digestsOf(join(folder, 'out'))
  const { exitCode, stderr } = await append(folder, ...args)
  assert.notEqual(exitCode, 0, stderr)
  assert.match(stderr, message)
  assert.deepEqual(await digestsOf(join(folder, 'out')), before)
}

/** Exports everything at once and holds what was appended against that. */
export async function assertAsWhole(folder: string): Promise<void> {
  const { exitCode, stderr } = await runLoradex(['export', '--out', 'whole', '--force'], {
    cwd: folder,
  })
  assert.equal(exitCode, 0, stderr)
  const [seen, whole] = [
    await readExport(join(folder, 'out')),
    await readExport(join(folder, 'whole')),
  ]
  assert.deepEqual(seen.lines, whole.lines)
  assert.deepEqual(seen.rejects, whole.rejects)
  assert.deepEqual(seen.perSample, whole.perSample)
  assert.deepEqual(withoutCuts(seen), withoutCuts(whole))
}

/** The report without what tells how the input was cut and the output sharded. */
function withoutCuts({ report }: ReadExport): object {
  const { plan_digest: _digest, shards, rejects, per_sample, inputs, ...rest } = report
  return {
    ...rest,
    inputs: inputs.map(({ input, records }) => ({ input, records })),
    lines: [...shards, ...rejects, ...per_sample].reduce((sum, { records }) => sum + records, 0),
  }
}

async function contentsOf(target: string): Promise<readonly Buffer[]> {
  const names = await readdir(target).catch(() => [])
  const shards = names.filter((name) => name.includes('-of-'))
  return Promise.all(shards.map((name) => readFile(join(target, name))))
}

async function manifestDigest(target: string): Promise<string | undefined> {
  const manifest = await readFile(join(target, 'manifest.json')).catch(() => undefined)
  return manifest && createHash('sha256').update(manifest).digest('hex')
}
