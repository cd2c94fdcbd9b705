import type { X509Certificate } from 'node:crypto'
import { resolve } from 'node:path'
import { readCertificates, type TrustedRoots } from '../provenance/signing/certificate.js'
import { readPublicKey, type SigningKey } from '../provenance/signing/read-key.js'
import { listOption, textOption, type Given } from './command.js'
import type { CommandIo } from './command-io.js'
import { usageInvalid } from './usage-invalid.js'

/** Who must have signed: `--key` or `--root`. Nobody is trusted by default. */
export async function trustedSigner(
  given: Given,
  { cwd }: CommandIo,
): Promise<SigningKey | TrustedRoots> {
  const key = textOption(given, 'key')
  const files = listOption(given, 'root')
  if ((key === undefined) === (files.length === 0)) {
    throw usageInvalid(
      `expected either --key or --root, saw ${key === undefined ? 'neither' : 'both'}`,
      'Name the public key of who must have signed, or the root of who vouches for them.',
    )
  }
  if (key !== undefined) return readPublicKey({ path: resolve(cwd, key), shown: key })
  const roots: X509Certificate[] = []
  for (const file of files) {
    roots.push(...(await readCertificates({ path: resolve(cwd, file), shown: file })))
  }
  return { roots }
}
