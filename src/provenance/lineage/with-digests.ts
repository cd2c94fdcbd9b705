import type { ReadManifest } from '../../explore/read-manifest.js'
import { LoradexError } from '../../kernel/error.js'
import type { ManifestInput, ManifestShard } from '../../records/manifest.js'

/** What an export says of itself where all that it has read and written can be named by its bytes. */
export interface DigestedManifest extends ReadManifest {
  readonly source: { readonly id: string; readonly inputs: readonly Required<ManifestInput>[] }
  readonly shards: readonly Required<ManifestShard>[]
  readonly rejects: readonly Required<ManifestShard>[]
  readonly per_sample: readonly Required<ManifestShard>[]
}

/** @throws `export.without-digests` for an export with `output.digests: none` */
export function withDigests(manifest: ReadManifest, shown: string): DigestedManifest {
  if (hasDigests(manifest)) return manifest
  throw new LoradexError('export.without-digests', {
    message: `${shown}: expected an export with the SHA-256 of its inputs and shards, saw one without`,
    details: { target: shown },
    hint: 'Export again with output.digests: sha256.',
  })
}

function hasDigests(manifest: ReadManifest): manifest is DigestedManifest {
  const { source, shards, rejects, per_sample } = manifest
  return (
    source.inputs.every(({ records_sha256 }) => records_sha256 !== undefined) &&
    [...shards, ...rejects, ...per_sample].every(({ sha256 }) => sha256 !== undefined)
  )
}
