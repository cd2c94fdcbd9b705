import { resolve } from 'node:path'
import type { X509Certificate } from 'node:crypto'
import { countOf } from '../ui/format-number.js'
import { readCertificates, type TrustedRoots } from '../provenance/signing/certificate.js'
import { readPublicKey, type SigningKey } from '../provenance/signing/read-key.js'
import { verifyModel, type VerifiedModel } from '../provenance/signing/verify-model.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { VerifyOutput } from './outputs/signing-output.js'
import { usageInvalid } from './usage-invalid.js'

export const verifyCommand: RunCommand = async (given, io) => {
  const [folder = '.'] = given.arguments
  const signature = textOption(given, 'signature')
  const verified = await verifyModel({
    folder: resolve(io.cwd, folder),
    shown: folder,
    by: await trusted(given, io),
    ...(signature !== undefined && { signaturePath: resolve(io.cwd, signature) }),
    allowUnsigned: flagOption(given, 'allowUnsigned'),
  })
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(outputOf(verified), undefined, 2))
  const { files, certificate, fingerprint, unsigned } = verified
  const by = certificate?.subject.replaceAll('\n', ', ') ?? `${fingerprint.slice(0, 16)}…`
  if (unsigned.length > 0) {
    io.stderr(`warning: nobody has signed ${countOf(unsigned.length, 'file')} of ${folder}`)
  }
  io.stderr(`${folder}: ${countOf(files.length, 'file')} as signed by ${by}`)
  return 0
}

async function trusted(given: Given, { cwd }: CommandIo): Promise<SigningKey | TrustedRoots> {
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

function outputOf(verified: VerifiedModel): VerifyOutput {
  const { name, fingerprint, certificate, bytes, files, unsigned } = verified
  return {
    format_version: 1,
    verified: true,
    name,
    key_fingerprint: fingerprint,
    ...(certificate && {
      certificate: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        valid_from: certificate.validFrom,
        valid_to: certificate.validTo,
      },
    }),
    bytes,
    files: files.map(({ name: file, digest }) => ({ name: file, sha256: digest })),
    unsigned,
  }
}
