import { join } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { readBundle, type Bundle } from './bundle.js'
import { checkChain, type TrustedRoots, type Vouched } from './certificate.js'
import { compareFiles } from './compare-files.js'
import { IN_TOTO, openEnvelope } from './envelope.js'
import { nameWithin, SIGNATURE } from './file-names.js'
import { keyFingerprint } from './fingerprint.js'
import { findModel, type ModelPlace } from './model-place.js'
import { readModelStatement, type SignedModel } from './model-predicate.js'
import { readBounded } from './read-bounded.js'
import type { SigningKey } from './read-key.js'
import { forged, malformed, signatureInvalid } from './signature-failure.js'
import { refuseDifferences } from './signature-mismatch.js'
import { verifyClaims, type VerifiedClaims } from './verify-claims.js'

export interface VerifyModelOptions {
  /** Also a snapshot in the cache of the Hub, or a repository of it. */
  readonly folder: string
  /** As messages call it. @default folder */
  readonly shown?: string
  /** @default model.sig in the folder */
  readonly signaturePath?: string
  /** Who must have signed. Nobody is trusted by default. */
  readonly by: SigningKey | TrustedRoots
  /** Takes files that the signature leaves out, beside those that every tool leaves out. @default false */
  readonly allowUnsigned?: boolean
}

export interface VerifiedModel {
  /** As the folder was called when it was signed. */
  readonly name: string
  /** SHA-256 of the PEM of the public key. */
  readonly fingerprint: string
  /** Only by certificate. */
  readonly certificate?: Vouched
  readonly files: SignedModel['resources']
  readonly bytes: number
  /** Files that nobody has signed; with `allowUnsigned` only. */
  readonly unsigned: readonly string[]
  /** The signed statements in `provenance.intoto.jsonl`. */
  readonly claims: VerifiedClaims
}

/**
 * Verifies a model signature (OpenSSF Model Signing 1.0, ours or of `model_signing`), every file, and what the
 * same signer states in `provenance.intoto.jsonl`.
 * @throws `signature.missing`, `signature.invalid`, `signature.mismatch` or `model.invalid`
 *
 * @example
 * ```ts
 * import { readPublicKey, verifyModel } from 'loradex/provenance'
 *
 * const by = await readPublicKey({ path: 'release.key.pub' })
 * const { files } = await verifyModel({ folder: 'adapter', by })
 * console.log(`${files.length} files are as they were signed`)
 * ```
 */
export async function verifyModel(options: VerifyModelOptions): Promise<VerifiedModel> {
  const { folder, shown = folder, by, allowUnsigned = false } = options
  const place = await findModel(folder, shown)
  const signaturePath = options.signaturePath ?? join(place.folder, SIGNATURE)
  const shownSignature = options.signaturePath ?? `${shown.replace(/\/+$/u, '')}/${SIGNATURE}`
  const bundle = readBundle(await readSignature(signaturePath, shownSignature), shownSignature)
  const { signer, vouched } = signerOf(bundle, by, shownSignature)
  const model = readModelStatement(opened(bundle, signer, shownSignature), shownSignature)
  const { differences, bytes } = await compareFiles(linksOf(place, model), model, [
    SIGNATURE,
    ...nameWithin(place.folder, signaturePath),
  ])
  refuseDifferences(allowUnsigned ? { ...differences, unsigned: [] } : differences, {
    shown,
    hint: 'Fetch the model again, and avoid these files until they verify.',
  })
  const claims = await verifyClaims(place, model, signer)
  return {
    name: model.name,
    fingerprint: keyFingerprint(signer.key),
    ...(vouched && { certificate: vouched }),
    files: model.resources,
    bytes,
    unsigned: differences.unsigned,
    claims,
  }
}

async function readSignature(path: string, shown: string): Promise<Buffer> {
  try {
    return await readBounded(path, shown)
  } catch (cause) {
    if (cause instanceof LoradexError) throw cause
    throw new LoradexError('signature.missing', {
      message: `${shortPath(shown)}: expected a signature, saw ${systemSeen(cause)}`,
      details: { path: shown },
      hint: 'Name the signature with --signature, or let its maker run `loradex sign`.',
      cause,
    })
  }
}

interface Signer {
  readonly signer: SigningKey
  readonly vouched?: Vouched
}

function signerOf(bundle: Bundle, by: SigningKey | TrustedRoots, shown: string): Signer {
  const { verificationMaterial: material } = bundle
  if ('roots' in by) {
    if (!('x509CertificateChain' in material)) {
      const expected = 'a signature by certificate'
      throw signatureInvalid(shown, { reason: 'unsupported', expected, seen: 'one by key' })
    }
    return checkChain(material.x509CertificateChain.certificates, by, shown)
  }
  if (!('publicKey' in material)) {
    const expected = 'a signature by key'
    throw signatureInvalid(shown, { reason: 'unsupported', expected, seen: 'one by certificate' })
  }
  const { hint } = material.publicKey
  // Signatures from before version 1.0 have none.
  if (hint !== '' && hint !== keyFingerprint(by.key)) {
    const expected = `a signature by the key ${keyFingerprint(by.key).slice(0, 16)}…`
    const seen = 'one by another key'
    throw signatureInvalid(shown, { reason: 'wrong-key', expected, seen })
  }
  return { signer: by }
}

function opened({ dsseEnvelope }: Bundle, signer: SigningKey, shown: string): Buffer {
  if (dsseEnvelope.payloadType !== IN_TOTO) {
    throw malformed(shown, `the payload type ${IN_TOTO}`, 'another one')
  }
  if (dsseEnvelope.signatures.length !== 1) {
    throw malformed(shown, 'one signature', String(dsseEnvelope.signatures.length))
  }
  const payload = openEnvelope(dsseEnvelope, signer, shown)
  if (payload === undefined) throw forged(shown)
  return payload
}

/** Links are as good as what they lead to where the signer said so, as long as they stay in the folder. */
function linksOf(place: ModelPlace, { serialization }: SignedModel): ModelPlace {
  if (place.linksInto !== undefined || !serialization.allow_symlinks) return place
  return { ...place, linksInto: place.folder }
}
