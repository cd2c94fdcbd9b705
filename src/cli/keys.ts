import { createPublicKey } from 'node:crypto'
import { resolve } from 'node:path'
import { curveNames } from '../provenance/signing/curve.js'
import { keyFingerprint } from '../provenance/signing/fingerprint.js'
import { generateKey } from '../provenance/signing/generate-key.js'
import {
  isEncrypted,
  readKeyFile,
  readPrivateKey,
  readPublicKey,
} from '../provenance/signing/read-key.js'
import { flagOption, textOption, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import type { KeyOutput } from './outputs/signing-output.js'
import { privateKeyFile } from './signing-options.js'
import { usageInvalid } from './usage-invalid.js'

export const generateKeyCommand: RunCommand = async (given, io) => {
  const [file = ''] = given.arguments
  const wanted = textOption(given, 'curve') ?? 'P-256'
  const curve = curveNames.find((name) => name === wanted)
  if (curve === undefined) {
    throw usageInvalid(`expected --curve P-256, P-384 or P-521, saw ${wanted}`, 'Use P-256.')
  }
  const options = privateKeyFile(file, io)
  const { fingerprint } = await generateKey({ ...options, curve })
  const encrypted = options.passphrase !== undefined
  if (flagOption(given, 'json')) {
    const key = { kind: 'private', encrypted, curve, fingerprint } as const
    print({ format_version: 1, file, ...key, public_key: `${file}.pub` }, io)
  }
  const lock = encrypted ? 'encrypted' : 'not encrypted'
  io.stderr(`${file}: private key on ${curve}, ${lock}, for its owner alone`)
  io.stderr(`${file}.pub: public key ${fingerprint.slice(0, 16)}…, for everybody who verifies`)
  return 0
}

export const showKeyCommand: RunCommand = async (given, io) => {
  const [file = ''] = given.arguments
  const key = await describeKey(file, io)
  if (flagOption(given, 'json')) {
    print(key, io)
    return 0
  }
  const { kind, curve, encrypted, fingerprint } = key
  io.stdout(`${kind} key on ${curve}${encrypted ? ', encrypted' : ''}`)
  io.stdout(`fingerprint ${fingerprint}`)
  return 0
}

export const fingerprintCommand: RunCommand = async (given, io) => {
  const { fingerprint } = await describeKey(given.arguments[0] ?? '', io)
  io.stdout(fingerprint)
  return 0
}

async function describeKey(file: string, io: CommandIo): Promise<KeyOutput> {
  const path = resolve(io.cwd, file)
  const bytes = await readKeyFile({ path, shown: file }, 'a key')
  const isPrivate = bytes.includes('PRIVATE KEY-----')
  const { key, curve } = isPrivate
    ? await readPrivateKey(privateKeyFile(file, io))
    : await readPublicKey({ path, shown: file })
  return {
    format_version: 1,
    file,
    kind: isPrivate ? 'private' : 'public',
    encrypted: isPrivate && isEncrypted(bytes),
    curve,
    fingerprint: keyFingerprint(isPrivate ? createPublicKey(key) : key),
  }
}

function print(key: KeyOutput, io: CommandIo): void {
  io.stdout(JSON.stringify(key, undefined, 2))
}
