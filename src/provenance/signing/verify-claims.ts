import { join } from 'node:path'
import { isLoradexError } from '../../kernel/error.js'
import { systemFailure, systemSeen } from '../../kernel/system-failure.js'
import { openAttestations } from './attestations.js'
import { ATTESTATIONS } from './file-names.js'
import type { ModelPlace } from './model-place.js'
import type { SignedModel } from './model-predicate.js'
import { readBounded } from './read-bounded.js'
import type { SigningKey } from './read-key.js'
import { malformed, signatureInvalid } from './signature-failure.js'

/** How many statements there are. Lines can be taken away by anyone. */
export interface VerifiedClaims {
  /** By who signed the model. */
  readonly bySigner: number
  /** By others, or changed so that they name no key: nothing in them was looked at. */
  readonly byOthers: number
}

/**
 * Verifies what the signer of a model states of it beside it.
 * @throws `signature.invalid` where a line is not as its key has signed it, or speaks of other files
 */
export async function verifyClaims(
  { folder, shown }: ModelPlace,
  { resources }: SignedModel,
  signer: SigningKey,
): Promise<VerifiedClaims> {
  const place = `${shown.replace(/\/+$/u, '')}/${ATTESTATIONS}`
  const bytes = await readBounded(join(folder, ATTESTATIONS), place).catch((cause: unknown) => {
    if (systemFailure(cause)?.code === 'ENOENT') return undefined
    throw isLoradexError(cause) ? cause : malformed(place, 'statements', systemSeen(cause))
  })
  if (bytes === undefined) return { bySigner: 0, byOthers: 0 }
  const { statements, byOthers } = openAttestations(bytes, signer, place)
  const digests = new Map(resources.map(({ name, digest }) => [name, digest]))
  for (const { name, digest } of statements.flatMap(({ subject }) => subject)) {
    const signed = digests.get(name)
    if (signed === undefined || signed === digest.sha256) continue
    const expected = `statements about the files of this model`
    throw signatureInvalid(place, { reason: 'forged', expected, seen: `one about another ${name}` })
  }
  return { bySigner: statements.length, byOthers }
}
