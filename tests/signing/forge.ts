import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signEnvelope, type Envelope } from '#loradex/provenance/signing/envelope.js'
import type { SigningKey } from '#loradex/provenance/index.js'

interface AnyBundle {
  mediaType: string
  verificationMaterial: Record<string, unknown>
  dsseEnvelope: Envelope
}

export interface AnyStatement {
  _type: string
  subject: { name: string; digest: Record<string, string> }[]
  predicateType: string
  predicate: {
    serialization: Record<string, unknown>
    resources: { name: string; algorithm: string; digest: string }[]
  }
}

const pathOf = (folder: string): string => join(folder, 'model.sig')

export async function readSignature(folder: string): Promise<AnyBundle> {
  return JSON.parse(await readFile(pathOf(folder), 'utf8')) as AnyBundle
}

export function statementOf({ dsseEnvelope }: AnyBundle): AnyStatement {
  return JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as AnyStatement
}

/** Changes the bundle as anyone can who has no key. */
export async function changeBundle(
  folder: string,
  change: (bundle: AnyBundle) => unknown,
): Promise<void> {
  const bundle = await readSignature(folder)
  const changed = change(bundle)
  const text = typeof changed === 'string' ? changed : JSON.stringify(bundle)
  await writeFile(pathOf(folder), text)
}

/** Signs another statement, as only the owner of the key can. */
export async function changeStatement(
  folder: string,
  key: SigningKey,
  change: (statement: AnyStatement) => unknown,
): Promise<void> {
  await changeBundle(folder, (bundle) => {
    const statement = statementOf(bundle)
    const changed = change(statement)
    const text = typeof changed === 'string' ? changed : JSON.stringify(statement)
    bundle.dsseEnvelope = signEnvelope(Buffer.from(text), key)
  })
}
