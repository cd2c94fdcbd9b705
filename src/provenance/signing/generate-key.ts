import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { diskFailure } from '../../kernel/disk-failure.js'
import { systemFailure } from '../../kernel/system-failure.js'
import { curves, type Curve } from './curve.js'
import { keyFingerprint, publicKeyPem } from './fingerprint.js'
import { keyInvalid } from './key-failure.js'
import type { PrivateKeyFile } from './read-key.js'

export interface GeneratedKey {
  readonly curve: Curve
  readonly fingerprint: string
}

export interface GenerateKeyOptions extends PrivateKeyFile {
  /** @default P-256, the one that every verifier of Sigstore bundles takes */
  readonly curve?: Curve
}

/** Read and written by the owner alone. */
const PRIVATE = 0o600

/**
 * Writes a private key (PKCS #8) at `path`, and its public key at `path.pub`. Never replaces a file.
 * @throws `key.invalid` where one is there, `export.target-unwritable`
 */
export async function generateKey(options: GenerateKeyOptions): Promise<GeneratedKey> {
  const { path, shown = path, curve = 'P-256', passphrase } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: curves[curve].nodeName,
  })
  const pem = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    ...(passphrase !== undefined && { cipher: 'aes-256-cbc', passphrase }),
  })
  await writeNew({ path, shown }, pem.toString(), PRIVATE)
  await writeNew({ path: `${path}.pub`, shown: `${shown}.pub` }, publicKeyPem(publicKey), 0o644)
  return { curve, fingerprint: keyFingerprint(publicKey) }
}

async function writeNew(
  { path, shown }: Required<Pick<PrivateKeyFile, 'path' | 'shown'>>,
  text: string,
  mode: number,
): Promise<void> {
  await writeFile(path, text, { mode, flag: 'wx' }).catch((cause: unknown) => {
    if (systemFailure(cause)?.code !== 'EEXIST') throw diskFailure(shown, cause)
    throw keyInvalid(shown, {
      expected: 'no file of that name',
      seen: 'one',
      hint: 'Name another file, because keys are never replaced.',
      cause,
    })
  })
}
