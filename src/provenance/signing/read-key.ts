import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { systemSeen } from '../../kernel/system-failure.js'
import { curveOf, type Curve } from './curve.js'
import { keyInvalid } from './key-failure.js'

export interface SigningKey {
  readonly key: KeyObject
  readonly curve: Curve
}

export interface KeyFile {
  readonly path: string
  /** As the user typed it. @default path */
  readonly shown?: string
}

export interface PrivateKeyFile extends KeyFile {
  /** Of a key that is encrypted. @default none */
  readonly passphrase?: string | undefined
}

/** Keys are a few hundred bytes; more is another kind of file. */
const MOST_BYTES = 64 * 1024

/**
 * A private key in PEM: PKCS #8 or SEC 1, encrypted or not.
 * @throws `key.invalid`
 */
export async function readPrivateKey(file: PrivateKeyFile): Promise<SigningKey> {
  const { path, shown = path, passphrase } = file
  const expected = 'a private key in PEM'
  const pem = await readKeyFile({ path, shown }, expected)
  if (isEncrypted(pem) && passphrase === undefined) {
    throw keyInvalid(shown, {
      expected,
      seen: 'one that is encrypted, and no passphrase',
      hint: 'Set LORADEX_KEY_PASSPHRASE to its passphrase.',
    })
  }
  const key = attempt(() =>
    createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== undefined && { passphrase }) }),
  )
  if (key !== undefined) return onCurve(key, shown, expected)
  const seen = isEncrypted(pem) ? 'one that the passphrase does not open' : kindOf(pem)
  throw keyInvalid(shown, { expected, seen })
}

/**
 * A public key (SPKI) in PEM or DER.
 * @throws `key.invalid`
 */
export async function readPublicKey({ path, shown = path }: KeyFile): Promise<SigningKey> {
  const expected = 'a public key in PEM'
  const bytes = await readKeyFile({ path, shown }, expected)
  const isPem = bytes.includes('-----BEGIN ')
  if (isPem && !bytes.includes('-----BEGIN PUBLIC KEY-----')) {
    throw keyInvalid(shown, { expected, seen: kindOf(bytes), hint: NAME_PUBLIC })
  }
  const key = attempt(() =>
    isPem ? createPublicKey(bytes) : createPublicKey({ key: bytes, format: 'der', type: 'spki' }),
  )
  if (key === undefined) {
    const seen = isPem ? 'one that is broken' : kindOf(bytes)
    throw keyInvalid(shown, { expected, seen, hint: NAME_PUBLIC })
  }
  return onCurve(key, shown, expected)
}

const NAME_PUBLIC =
  'Name the public key, which `loradex keys generate` puts beside the private one.'

export async function readKeyFile(file: Required<KeyFile>, expected: string): Promise<Buffer> {
  const { path, shown } = file
  try {
    const entry = await stat(path)
    if (entry.isFile() && entry.size <= MOST_BYTES) return await readFile(path)
    const seen = entry.isFile() ? 'a file of more than 64 KiB' : 'no file'
    throw keyInvalid(shown, { expected, seen })
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'LoradexError') throw cause
    throw keyInvalid(shown, { expected, seen: systemSeen(cause), cause })
  }
}

/** OpenSSL's own messages say nothing to a user, and may quote what was read. */
function attempt(make: () => KeyObject): KeyObject | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function onCurve(key: KeyObject, shown: string, expected: string): SigningKey {
  const curve = curveOf(key)
  if (curve !== undefined) return { key, curve }
  const named = key.asymmetricKeyDetails?.namedCurve
  const seen = named === undefined ? `a key for ${key.asymmetricKeyType}` : `the curve ${named}`
  throw keyInvalid(shown, { expected: `${expected} on P-256, P-384 or P-521`, seen })
}

export function isEncrypted(pem: Buffer): boolean {
  return pem.includes('BEGIN ENCRYPTED PRIVATE KEY') || pem.includes('Proc-Type: 4,ENCRYPTED')
}

function kindOf(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty file'
  if (bytes.includes('PRIVATE KEY-----')) return 'a private key'
  if (bytes.includes('-----BEGIN PUBLIC KEY-----')) return 'a public key'
  return bytes.includes('-----BEGIN CERTIFICATE-----') ? 'a certificate' : 'something else'
}
