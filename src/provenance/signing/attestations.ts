import { readFile, writeFile } from 'node:fs/promises'
import { diskFailure } from '../../kernel/disk-failure.js'
import { systemFailure } from '../../kernel/system-failure.js'
import { envelopeShape, IN_TOTO, openEnvelope, signEnvelope, type Envelope } from './envelope.js'
import type { SigningKey } from './read-key.js'
import { readJson } from './read-json.js'
import { readStatement, type Statement } from './statement.js'

/** Statements of one file that are signed by one key. */
export interface VerifiedAttestations {
  readonly statements: readonly Statement[]
  /** Lines that others have signed; nothing in them counts. */
  readonly byOthers: number
}

/** A signed statement: one line of an in-toto bundle. */
export function attest(statement: Statement, key: SigningKey): string {
  return JSON.stringify(signEnvelope(Buffer.from(JSON.stringify(statement)), key))
}

/**
 * The statements of `*.intoto.jsonl` that are by the key. Lines can be taken away by anyone, so rules
 * over them must refuse unless something is there, never allow unless something is.
 * @throws `signature.invalid` for a line that is no envelope
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
  for (const [index, line] of linesOf(bytes).entries()) {
    const place = `${shown}:${index + 1}`
    const envelope: Envelope = readJson(line, envelopeShape, {
      shown: place,
      expected: 'a DSSE envelope',
    })
    const payload =
      envelope.payloadType === IN_TOTO ? openEnvelope(envelope, key, place) : undefined
    if (payload === undefined) others.push(line.toString())
    else statements.push(readStatement(payload, place))
  }
  return { statements, others }
}

/** Adds a line to the file; what is there stays. */
export async function appendAttestation(path: string, line: string): Promise<void> {
  const before = await readFile(path).catch((cause: unknown) => {
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
