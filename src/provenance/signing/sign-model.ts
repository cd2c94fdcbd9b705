import { createPublicKey } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { diskFailure } from '../../kernel/disk-failure.js'
import { BUNDLE_TYPE, type Bundle, type VerificationMaterial } from './bundle.js'
import type { SigningCertificate } from './certificate.js'
import { signEnvelope } from './envelope.js'
import { LEFT_OUT, nameWithin, SIGNATURE } from './file-names.js'
import { keyFingerprint } from './fingerprint.js'
import { hashFile } from './hash-file.js'
import { listFiles } from './list-files.js'
import { modelInvalid } from './model-failure.js'
import { findModel } from './model-place.js'
import { modelStatement, type Resource } from './model-predicate.js'
import { checkPortable } from './portable-names.js'
import type { SigningKey } from './read-key.js'

export interface SignModelOptions {
  readonly folder: string
  /** As messages call it. @default folder */
  readonly shown?: string
  /** A private key. */
  readonly key: SigningKey
  /** Of the key, with those that vouch for it; verifiers then need a root instead of the key. @default none */
  readonly certificate?: SigningCertificate
  /** Where the signature goes. @default model.sig in the folder */
  readonly signaturePath?: string
}

export interface ModelSignature {
  readonly path: string
  /** SHA-256 of the public key's PEM. */
  readonly fingerprint: string
  readonly files: readonly Resource[]
  readonly bytes: number
}

/**
 * Signs all files of a folder by OpenSSF Model Signing 1.0: what `model_signing verify` takes.
 * @throws `model.invalid`, `export.target-unwritable`
 *
 * @example
 * ```ts
 * import { readPrivateKey, signModel } from 'loradex/provenance'
 *
 * const key = await readPrivateKey({ path: 'release.key' })
 * const { files, path } = await signModel({ folder: 'adapter', key })
 * console.log(`${files.length} files are signed in ${path}`)
 * ```
 */
export async function signModel(options: SignModelOptions): Promise<ModelSignature> {
  const { folder, shown = folder, key, certificate } = options
  const { folder: root } = await findModel(folder, shown)
  const { signaturePath = join(root, SIGNATURE) } = options
  const own = nameWithin(root, signaturePath)
  const ignored = [...new Set([...own, ...LEFT_OUT])]
  const { resources, bytes } = await digestFiles({ folder: root, shown }, ignored)
  const statement = modelStatement(basename(root), {
    serialization: {
      method: 'files',
      hash_type: 'sha256',
      allow_symlinks: false,
      ignore_paths: ignored,
    },
    resources,
  })
  const publicKey = createPublicKey(key.key)
  const fingerprint = keyFingerprint(publicKey)
  const bundle: Bundle = {
    mediaType: BUNDLE_TYPE,
    verificationMaterial: materialOf(fingerprint, certificate),
    dsseEnvelope: signEnvelope(Buffer.from(JSON.stringify(statement)), key),
  }
  await replace(signaturePath, JSON.stringify(bundle))
  return { path: signaturePath, fingerprint, files: resources, bytes }
}

async function digestFiles(
  place: { readonly folder: string; readonly shown: string },
  ignored: readonly string[],
) {
  const files = await listFiles(place, ignored)
  if (files.length === 0) {
    throw modelInvalid(place.shown, {
      expected: 'files to sign',
      seen: 'none',
      hint: 'Name the folder that holds the files of the model.',
    })
  }
  checkPortable(
    files.map(({ name }) => name),
    place.shown,
  )
  const resources: Resource[] = []
  let bytes = 0
  for (const { name, path } of files) {
    const digest = await hashFile(path)
    bytes += digest.bytes
    resources.push({ name, algorithm: 'sha256', digest: digest.sha256 })
  }
  return { resources, bytes }
}

function materialOf(hint: string, certificate?: SigningCertificate): VerificationMaterial {
  if (certificate === undefined) return { publicKey: { hint }, tlogEntries: [] }
  const certificates = certificate.chain.map(({ raw }) => ({ rawBytes: raw.toString('base64') }))
  return { x509CertificateChain: { certificates }, tlogEntries: [] }
}

/** An earlier signature stands until the new one is whole. */
async function replace(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  } catch (cause) {
    throw diskFailure(path, cause)
  }
}
