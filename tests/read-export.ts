import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decompress } from 'fzstd'
import { startTreeHash } from '#loradex/kernel/tree-hash.js'
import { assertPublished } from '#tools/published-schema.mjs'

export interface Shard {
  readonly file: string
  readonly split: string
  readonly records: number
  readonly bytes: number
  readonly sha256_tree: string
}

interface Manifest {
  readonly counts: {
    readonly read: number
    readonly emitted: number
    readonly dropped: Readonly<Record<string, number>>
  }
  readonly shards: readonly Shard[]
  readonly rejects: readonly Shard[]
  readonly files: Readonly<Record<string, string>>
}

interface Report {
  readonly schema_validation?: { readonly compliance_rate: number | null }
}

export interface Export {
  readonly manifest: Manifest
  readonly report: Report
  /** The lines of the shards, in their order. */
  readonly lines: readonly string[]
  readonly rejects: readonly Reject[]
}

interface Reject {
  readonly at: string
  readonly code: string
}

/**
 * Reads an export and holds its manifest against the files: nothing else is there, lines, bytes and
 * hashes are as it says, and what was read is what was emitted or dropped for a reason.
 */
export function readExport(folder: string): Export {
  const manifest = readJson(folder, 'manifest.json') as Manifest
  const { counts, shards, rejects, files } = manifest
  for (const name of ['manifest', 'report']) {
    assertPublished(name, readFileSync(join(folder, `${name}.json`), 'utf8'))
  }
  assert.deepEqual(
    readdirSync(folder).toSorted(),
    [
      'manifest.json',
      // Says when it was exported, and so is no part of the manifest.
      ...readdirSync(folder).filter((name) => name === 'adapter_metadata.json'),
      ...Object.keys(files),
      ...[...shards, ...rejects].map(({ file }) => file),
    ].toSorted(),
  )
  for (const [name, sha256] of Object.entries(files)) {
    assert.equal(sha256Of(readFileSync(join(folder, name))), sha256, name)
  }
  const lines = shards.flatMap((shard) => readShard(folder, shard))
  const rejected = rejects
    .flatMap((shard) => readShard(folder, shard))
    .map((line) => JSON.parse(line) as Reject)

  assert.equal(lines.length, counts.emitted)
  assert.deepEqual(countBy(rejected.map(({ code }) => code)), counts.dropped)
  assert.equal(counts.read, counts.emitted + rejected.length)
  return { manifest, report: readJson(folder, 'report.json') as Report, lines, rejects: rejected }
}

function readShard(folder: string, shard: Shard): readonly string[] {
  const bytes = readFileSync(join(folder, shard.file))
  assert.equal(bytes.length, shard.bytes, shard.file)
  const tree = startTreeHash()
  tree.update(bytes)
  assert.equal(tree.hex(), shard.sha256_tree, shard.file)
  const lines = unpack(shard.file, bytes).toString('utf8').split('\n')
  assert.equal(lines.pop(), '', `${shard.file} ends with a line break`)
  assert.equal(lines.length, shard.records, shard.file)
  return lines
}

function unpack(name: string, bytes: Buffer): Buffer {
  if (name.endsWith('.gz')) return gunzipSync(bytes)
  return name.endsWith('.zst') ? Buffer.from(decompress(bytes)) : bytes
}

export function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
