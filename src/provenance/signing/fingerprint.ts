import { createHash, type KeyObject } from 'node:crypto'

/**
 * SHA-256, in hex, of the PEM text of a public key with header, footer and last newline: what a
 * bundle calls `hint`.
 */
export function keyFingerprint(publicKey: KeyObject): string {
  return createHash('sha256').update(publicKeyPem(publicKey)).digest('hex')
}

export function publicKeyPem(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
