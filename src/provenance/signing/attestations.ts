import { createPublicKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { readPlainFile } from '../../disk/plain-file.js'
import { diskFailure } from '../../kernel/disk-failure.js'
import { systemFailure } from '../../kernel/system-failure.js'
import { envelopeShape, IN_TOTO, openEnvelope, signEnvelope, type Envelope } from './envelope.js'
import { keyFingerprint } from './fingerprint.js'
import type { SigningKey } from './read-key.js'
import { readJson } from './read-json.js'
import { forged } from './signature-failure.js'
import { readStatement, type Statement } from './statement.js'

/** Statements of one file that are signed by one key. */
export interface VerifiedAttestations {
  readonly statements: readonly Statement[]
  /** Lines that others have signed; nothing in them counts. */
  readonly byOthers: number
}

/** A signed statement: one line of an in-toto bundle. It names its key, so that a change to it is seen as one. */
export function attest(statement: Statement, key: SigningKey): string {
  const keyid = keyFingerprint(createPublicKey(key.key))
  return JSON.stringify(signEnvelope(Buffer.from(JSON.stringify(statement)), key, { keyid }))
}

/**
 * The statements of `*.intoto.jsonl` that are by the key. Lines can be taken away by anyone, so rules
 * over them must refuse unless something is there, never allow unless something is.
 * @throws `signature.invalid` for a line that is no envelope, or names the key and is not by it
 */
export function openAttestations(
  bytes: Uint8Array,
  key: SigningKey,
  shown: string,
): VerifiedAttestations {
  const { statements, others } = splitAttestations(bytes, key, shown)
  return { statements, byOthers: others.length }
}

/** The same, with the lines of others as they are. */
export function splitAttestations(
  bytes: Uint8Array,
  key: SigningKey,
  shown: string,
): { readonly statements: readonly Statement[]; readonly others: readonly string[] } {
  const statements: Statement[] = []
  const others: string[] = []
  const own = keyFingerprint(key.key)
  for (const [index, line] of linesOf(bytes).entries()) {
    const place = `${shown}:${index + 1}`
    const envelope: Envelope = readJson(line, envelopeShape, {
      shown: place,
      expected: 'a DSSE envelope',
    })
    const payload =
      envelope.payloadType === IN_TOTO ? openEnvelope(envelope, key, place) : undefined
    if (payload !== undefined) statements.push(readStatement(payload, place))
    else if (envelope.signatures.some(({ keyid }) => keyid === own)) throw forged(place)
    else others.push(line.toString())
  }
  return { statements, others }
}

/** Adds a line to the file; what is there stays. */
export async function appendAttestation(path: string, line: string): Promise<void> {
  const before = await readPlainFile(path).catch((cause: unknown) => {
    if (systemFailure(cause)?.code === 'ENOENT') return Buffer.alloc(0)
    throw diskFailure(path, cause)
  })
  const lines = linesOf(before).map((bytes) => bytes.toString())
  if (lines.includes(line)) return
  await writeFile(path, [...lines, line, ''].join('\n')).catch((cause: unknown) => {
    throw diskFailure(path, cause)
  })
}

function linesOf(bytes: Uint8Array): readonly Buffer[] {
  const text = Buffer.from(bytes).toString('latin1')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'latin1'))
}
