import type { FileDigests } from '../kernel/file-digests.js'
import type { DropCode } from './verdict.js'

/** `manifest.json`: the identity of an export. Says nothing that two runs of one plan could differ in. */
export interface Manifest {
  readonly format_version: 1
  readonly loradex_version: string
  readonly plan_digest: string
  /** SHA-256 of the manifest of the export that this one has appended to, in hex. */
  readonly predecessor?: string
  /** Instant that ages were counted from; only with weights by freshness. */
  readonly reference_time?: string
  readonly source: {
    readonly id: string
    readonly inputs: readonly ManifestInput[]
  }
  readonly counts: Counts
  /** Only where inputs, shards, rejects and per-sample files have none: nothing tells whether they are the same. */
  readonly digests?: 'none'
  readonly shards: readonly ManifestShard[]
  readonly rejects: readonly ManifestShard[]
  readonly per_sample: readonly ManifestShard[]
  /** Every other file of the export, by name, with its SHA-256 in hex. */
  readonly files: Readonly<Record<string, string>>
  /** What has made it, where that was not this program alone; the rest does not depend on it. */
  readonly engine?: ManifestEngine
}

export interface ManifestEngine {
  readonly name: 'spark'
  readonly version: string
}

export interface ManifestInput {
  readonly input: string
  readonly parts: number
  readonly records: number
  /**
   * SHA-256 over the SHA-256 (in hex) of the bytes of each part, as it was read; in hex. Absent where the
   * export has no digests.
   */
  readonly records_sha256?: string
}

export interface ManifestShard extends FileDigests {
  readonly file: string
  readonly split: string
  readonly records: number
  /** Size of the file. */
  readonly bytes: number
}

export interface Counts {
  readonly read: number
  readonly emitted: number
  /** By reason, in alphabetical order; reasons that did not occur are left out. */
  readonly dropped: Readonly<Partial<Record<DropCode, number>>>
}
