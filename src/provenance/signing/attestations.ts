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
 * @throws `signature.invalid` for a line that is no envelope, or that the key has not signed as it is
 */
export function openAttestations(
  bytes: Uint8Array,
  key: SigningKey,
  shown: string,
): VerifiedAttestations {
  const statements: Statement[] = []
  let byOthers = 0
  for (const [index, line] of linesOf(bytes).entries()) {
    const place = `${shown}:${index + 1}`
    const envelope: Envelope = readJson(line, envelopeShape, {
      shown: place,
      expected: 'a DSSE envelope',
    })
    const payload =
      envelope.payloadType === IN_TOTO ? openEnvelope(envelope, key, place) : undefined
    if (payload === undefined) byOthers += 1
    else statements.push(readStatement(payload, place))
  }
  return { statements, byOthers }
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
