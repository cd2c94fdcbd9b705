import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'

/** Why a signature counts for nothing. */
type SignatureReason =
  /** It is no bundle, envelope or statement of the formats that are known. */
  | 'malformed'
  /** It is one, of a method that is not read here. */
  | 'unsupported'
  /** Another key made it. */
  | 'wrong-key'
  /** No certificate that is trusted vouches for it. */
  | 'not-trusted'
  /** What is signed is not what stands there. */
  | 'forged'

interface SignatureFailure {
  readonly reason: SignatureReason
  readonly expected: string
  readonly seen: string
  /** @default what helps for the reason */
  readonly hint?: string
}

const hints: Readonly<Record<SignatureReason, string>> = {
  malformed:
    'Fetch the signature again from who made it, and do not use the model until it is right.',
  unsupported: 'Await a signature by the key or certificate method with files and sha256.',
  'wrong-key': 'Name the key of who you expect to have signed, and do not use the model otherwise.',
  'not-trusted': 'Name the root certificate of who you expect to have signed with --root.',
  forged: 'Avoid this model, because somebody has changed it or its signature.',
}

export function signatureInvalid(
  shown: string,
  { reason, expected, seen, hint = hints[reason] }: SignatureFailure,
): LoradexError<'signature.invalid'> {
  return new LoradexError('signature.invalid', {
    message: `${shortPath(shown)}: expected ${expected}, saw ${seen}`,
    details: { path: shown, reason },
    hint,
  })
}

export function forged(shown: string): LoradexError {
  const expected = 'what the key has signed'
  return signatureInvalid(shown, { reason: 'forged', expected, seen: 'something else' })
}

export function malformed(shown: string, expected: string, seen: string): LoradexError {
  return signatureInvalid(shown, { reason: 'malformed', expected, seen })
}
