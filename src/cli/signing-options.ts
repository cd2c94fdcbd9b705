import { resolve } from 'node:path'
import type { PrivateKeyFile } from '../provenance/signing/read-key.js'
import { textOption, type Given } from './command.js'
import type { CommandIo } from './command-io.js'
import { usageInvalid } from './usage-invalid.js'

/** The passphrase comes from the environment: command lines are seen by everybody on the machine. */
export function privateKeyFile(shown: string, { cwd, env }: CommandIo): PrivateKeyFile {
  const passphrase = env['LORADEX_KEY_PASSPHRASE']
  return { path: resolve(cwd, shown), shown, ...(passphrase && { passphrase }) }
}

export function neededOption(given: Given, name: string, hint: string): string {
  const value = textOption(given, name)
  if (value !== undefined) return value
  throw usageInvalid(`expected --${name}, saw nothing`, hint)
}
