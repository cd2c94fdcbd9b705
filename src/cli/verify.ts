import { resolve } from 'node:path'
import { countOf } from '../ui/format-number.js'
import { ATTESTATIONS } from '../provenance/signing/file-names.js'
import { verifyModel, type VerifiedModel } from '../provenance/signing/verify-model.js'
import { flagOption, textOption, type RunCommand } from './command.js'
import type { VerifyOutput } from './outputs/signing-output.js'
import { trustedSigner } from './trusted-signer.js'

export const verifyCommand: RunCommand = async (given, io) => {
  const [folder = '.'] = given.arguments
  const signature = textOption(given, 'signature')
  const verified = await verifyModel({
    folder: resolve(io.cwd, folder),
    shown: folder,
    by: await trustedSigner(given, io),
    ...(signature !== undefined && { signaturePath: resolve(io.cwd, signature) }),
    allowUnsigned: flagOption(given, 'allowUnsigned'),
  })
  if (flagOption(given, 'json')) io.stdout(JSON.stringify(outputOf(verified), undefined, 2))
  const { files, certificate, fingerprint, unsigned, claims } = verified
  const by = certificate?.subject.replaceAll('\n', ', ') ?? `${fingerprint.slice(0, 16)}…`
  if (unsigned.length > 0) {
    io.stderr(`warning: nobody has signed ${countOf(unsigned.length, 'file')} of ${folder}`)
  }
  if (claims.byOthers > 0) {
    const lines = countOf(claims.byOthers, 'statement')
    io.stderr(`warning: ${lines} in ${ATTESTATIONS} by others: not looked at`)
  }
  const stated = claims.bySigner === 0 ? '' : ` and ${countOf(claims.bySigner, 'statement')}`
  io.stderr(`${folder}: ${countOf(files.length, 'file')}${stated} as signed by ${by}`)
  return 0
}

function outputOf(verified: VerifiedModel): VerifyOutput {
  const { name, fingerprint, certificate, bytes, files, unsigned, claims } = verified
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
    claims: { by_signer: claims.bySigner, by_others: claims.byOthers },
  }
}
