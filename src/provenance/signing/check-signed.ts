import { join } from 'node:path'
import { decodeBase64 } from './base64.js'
import { readBundle } from './bundle.js'
import { differencesOf, leftOutBy } from './compare-files.js'
import { isIgnored, SIGNATURE } from './file-names.js'
import type { ModelPlace } from './model-place.js'
import { readModelStatement } from './model-predicate.js'
import { readBounded } from './read-bounded.js'
import { malformed } from './signature-failure.js'
import { refuseDifferences } from './signature-mismatch.js'

interface DigestedFile {
  readonly name: string
  readonly sha256: string
}

/**
 * Holds files against the digests in `model.sig` beside them. Needs no key, and so says nothing of who
 * signed them.
 * @throws `signature.invalid`, `signature.mismatch`
 */
export async function checkSigned(
  { folder, shown }: ModelPlace,
  files: readonly DigestedFile[],
): Promise<void> {
  const path = `${shown.replace(/\/+$/u, '')}/${SIGNATURE}`
  const { dsseEnvelope } = readBundle(await readBounded(join(folder, SIGNATURE), path), path)
  const payload = decodeBase64(dsseEnvelope.payload)
  if (payload === undefined) throw malformed(path, 'base64', 'something else in the envelope')
  const model = readModelStatement(payload, path)
  const leftOut = leftOutBy(model, [SIGNATURE])
  const found = files.filter(({ name }) => !isIgnored(name, leftOut))
  const differences = differencesOf(new Map(found.map(({ name, sha256 }) => [name, sha256])), model)
  refuseDifferences(differences, { shown, hint: 'Run `loradex release` again, which signs them.' })
}
