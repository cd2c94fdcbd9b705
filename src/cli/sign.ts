import { resolve } from 'node:path'
import { createPublicKey, type X509Certificate } from 'node:crypto'
import { countOf } from '../ui/format-number.js'
import { readCertificates, type SigningCertificate } from '../provenance/signing/certificate.js'
import { keyInvalid } from '../provenance/signing/key-failure.js'
import { readPrivateKey, type SigningKey } from '../provenance/signing/read-key.js'
import { signModel } from '../provenance/signing/sign-model.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { SignOutput } from './outputs/signing-output.js'
import { neededOption, privateKeyFile } from './signing-options.js'

export const signCommand: RunCommand = async (given, io) => {
  const [folder = '.'] = given.arguments
  const hint = 'Name a private key, which `loradex keys generate` makes.'
  const key = await readPrivateKey(privateKeyFile(neededOption(given, 'key', hint), io))
  const certificate = await certificateOf(given, key, io)
  const signature = textOption(given, 'signature')
  const signed = await signModel({
    folder: resolve(io.cwd, folder),
    shown: folder,
    key,
    ...(certificate && { certificate }),
    ...(signature !== undefined && { signaturePath: resolve(io.cwd, signature) }),
  })
  const path = signature ?? `${folder.replace(/\/+$/u, '')}/model.sig`
  if (flagOption(given, 'json')) {
    const printed: SignOutput = {
      format_version: 1,
      signature: path,
      key_fingerprint: signed.fingerprint,
      bytes: signed.bytes,
      files: signed.files.map(({ name, digest }) => ({ name, sha256: digest })),
    }
    io.stdout(JSON.stringify(printed, undefined, 2))
  }
  const count = countOf(signed.files.length, 'file')
  io.stderr(`${path}: ${count} signed by ${signed.fingerprint.slice(0, 16)}…`)
  return 0
}

/** The certificate of the key comes first, whatever the files hold. */
async function certificateOf(
  given: Given,
  { key }: SigningKey,
  { cwd }: CommandIo,
): Promise<SigningCertificate | undefined> {
  const shown = textOption(given, 'certificate')
  if (shown === undefined) return undefined
  const chain: X509Certificate[] = []
  for (const file of [shown, ...listOption(given, 'chain')]) {
    chain.push(...(await readCertificates({ path: resolve(cwd, file), shown: file })))
  }
  if (chain[0]?.publicKey.equals(createPublicKey(key))) return { chain }
  throw keyInvalid(shown, {
    expected: 'the certificate of the key',
    seen: 'one of another key',
    hint: 'Name the certificate that was made for this key, before those that vouch for it.',
  })
}
