import type { Curve } from '../../provenance/signing/curve.js'
import type { Vouched } from '../../provenance/signing/certificate.js'

/** What `loradex sign --json` prints. */
export interface SignOutput {
  readonly format_version: 1
  readonly signature: string
  readonly key_fingerprint: string
  readonly bytes: number
  readonly files: readonly SignedFile[]
}

export interface SignedFile {
  readonly name: string
  readonly sha256: string
}

/** What `loradex verify --json` prints. What does not verify is an error, and no document. */
export interface VerifyOutput {
  readonly format_version: 1
  readonly verified: true
  /** As the folder was called when it was signed. */
  readonly name: string
  readonly key_fingerprint: string
  readonly certificate?: CertificateOutput
  readonly bytes: number
  readonly files: readonly SignedFile[]
  /** Files that nobody has signed; with --allow-unsigned only. */
  readonly unsigned: readonly string[]
  readonly claims: ClaimsOutput
}

/** Statements in `provenance.intoto.jsonl`. */
export interface ClaimsOutput {
  readonly by_signer: number
  readonly by_others: number
}

export interface CertificateOutput {
  readonly subject: Vouched['subject']
  readonly issuer: Vouched['issuer']
  readonly valid_from: string
  readonly valid_to: string
}

/** What `loradex keys generate --json` and `loradex keys show --json` print. */
export interface KeyOutput {
  readonly format_version: 1
  readonly file: string
  readonly kind: 'private' | 'public'
  readonly encrypted: boolean
  readonly curve: Curve
  /** SHA-256 of the public key's PEM. */
  readonly fingerprint: string
  /** Where `generate` put the public key. */
  readonly public_key?: string
}
