import type { EngineVerdict, ReleaseVerdict } from '../../provenance/release/verdict.js'

/** What `loradex release --json` prints. */
export interface ReleaseOutput {
  readonly format_version: 1
  readonly adapter: string
  readonly version: string
  readonly passed: boolean
  readonly verdicts: readonly ReleaseVerdict[]
  readonly engines: readonly EngineVerdict[]
  /** Digest of `lineage.json`. */
  readonly lineage: string
  /** Files that were written, the signature last; none in a dry run, and when something failed. */
  readonly written: readonly string[]
  /** SHA-256 of the PEM of the public key; only when it was signed. */
  readonly key_fingerprint?: string
}
