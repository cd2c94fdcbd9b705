import { createPublicKey } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPlainFile, readPlainText } from '../../disk/plain-file.js'
import { diskFailure } from '../../kernel/disk-failure.js'
import { attest, splitAttestations } from '../signing/attestations.js'
import { ATTESTATIONS, SIGNATURE } from '../signing/file-names.js'
import type { SigningKey } from '../signing/read-key.js'
import { signModel, type ModelSignature } from '../signing/sign-model.js'
import type { ReleasePlan } from './plan-release.js'
import { CARD, releaseDocuments, releaseStatements } from './release-documents.js'

export interface WrittenRelease {
  /** Names of the files that were written, the signature last. */
  readonly written: readonly string[]
  /** A card that people wrote is not replaced. */
  readonly keptCard: boolean
  readonly signature: ModelSignature
}

/**
 * Writes the documents of a release beside the weights, which stay as they are, and signs all of it. The
 * signature comes last: a folder without one is no release.
 * @throws `export.target-unwritable`, `export.disk-full`, `model.invalid`
 */
export async function writeRelease(
  plan: ReleasePlan,
  { folder, shown = folder, key }: { folder: string; shown?: string; key: SigningKey },
): Promise<WrittenRelease> {
  const documents = new Map(releaseDocuments(plan))
  const keptCard = await isOfPeople(join(folder, CARD))
  if (keptCard) documents.delete(CARD)
  await rm(join(folder, SIGNATURE), { force: true })
  const claims = releaseStatements(plan).map((statement) => attest(statement, key))
  documents.set(ATTESTATIONS, [...(await claimsOfOthers(folder, key)), ...claims, ''].join('\n'))
  for (const [name, text] of documents) await replace(join(folder, name), text)
  const signature = await signModel({ folder, shown, key })
  return { written: [...documents.keys(), SIGNATURE], keptCard, signature }
}

/** PEFT's template says what is missing, ours who made it; everything else is somebody's work. */
async function isOfPeople(path: string): Promise<boolean> {
  const text = await readPlainText(path).catch(() => '')
  return (
    text !== '' &&
    !text.includes('[More Information Needed]') &&
    !text.includes('Released with loradex')
  )
}

/** Of an earlier release of the same folder, only what other keys have signed still counts. */
async function claimsOfOthers(
  folder: string,
  { key, curve }: SigningKey,
): Promise<readonly string[]> {
  const bytes = await readPlainFile(join(folder, ATTESTATIONS)).catch(() => Buffer.alloc(0))
  const own = { key: createPublicKey(key), curve }
  return splitAttestations(bytes, own, ATTESTATIONS).others
}

async function replace(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  } catch (cause) {
    throw diskFailure(path, cause)
  }
}
