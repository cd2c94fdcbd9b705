import { join } from 'node:path'
import { damagedExport } from '../../explore/export-failure.js'
import { readDigests } from '../../explore/read-digests.js'
import type { ReadManifest } from '../../explore/read-manifest.js'
import { LoradexError } from '../../kernel/error.js'
import { digestsListed, mayBeSame } from '../../kernel/file-digests.js'
import type { ManifestInput, ManifestShard } from '../../records/manifest.js'

/** What an export says of itself where all that it has read and written can be named by its bytes. */
export interface DigestedManifest extends ReadManifest {
  readonly source: { readonly id: string; readonly inputs: readonly Required<ManifestInput>[] }
  readonly shards: readonly DigestedShard[]
  readonly rejects: readonly DigestedShard[]
}

interface DigestedShard extends ManifestShard {
  readonly sha256: string
}

interface ExportPlace {
  readonly folder: string
  /** What messages call it. */
  readonly shown: string
}

/**
 * Standard documents name files by their plain SHA-256: where the manifest has tree hashes only, the files are read.
 * @throws `export.without-digests` for an export with `output.digests: none`; `export.damaged` where a file that is
 * read is not what the manifest lists
 */
export async function withDigests(
  manifest: ReadManifest,
  place: ExportPlace,
): Promise<DigestedManifest> {
  const { source, shards, rejects } = manifest
  const { inputs } = source
  if (!inputs.every(isDigested) || [...shards, ...rejects].some(isUnknown)) {
    throw withoutDigests(place.shown)
  }
  return {
    ...manifest,
    source: { ...source, inputs },
    shards: await digested(shards, place),
    rejects: await digested(rejects, place),
  }
}

function isDigested(input: ManifestInput): input is Required<ManifestInput> {
  return input.records_sha256 !== undefined
}

function isUnknown(shard: ManifestShard): boolean {
  return digestsListed(shard) === 'none'
}

async function digested(
  shards: readonly ManifestShard[],
  place: ExportPlace,
): Promise<readonly DigestedShard[]> {
  const known: DigestedShard[] = []
  for (const shard of shards) {
    known.push({ ...shard, sha256: shard.sha256 ?? (await readDigest(shard, place)) })
  }
  return known
}

async function readDigest(shard: ManifestShard, { folder, shown }: ExportPlace): Promise<string> {
  const seen = await readDigests(join(folder, shard.file), 'sha256')
  if (seen.sha256 !== undefined && mayBeSame(seen, shard)) return seen.sha256
  const message = `expected ${shard.file} in ${shown} to be what the manifest lists, saw another SHA-256 tree hash`
  throw damagedExport(shown, message)
}

function withoutDigests(shown: string): LoradexError {
  return new LoradexError('export.without-digests', {
    message: `${shown}: expected an export with digests of its inputs and shards, saw one without`,
    details: { target: shown },
    hint: 'Export again with output.digests: tree or sha256.',
  })
}
