import { sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { decodeBase64 } from './base64.js'
import { curves } from './curve.js'
import { preAuthEncoding } from './pae.js'
import type { SigningKey } from './read-key.js'
import { malformed } from './signature-failure.js'

/** DSSE 1.0: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md. */
export interface Envelope {
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly EnvelopeSignature[]
}

interface EnvelopeSignature {
  readonly sig: string
  /** A hint that nothing may rest on. */
  readonly keyid?: string | null | undefined
}

export const envelopeShape: z.ZodType<Envelope> = z.strictObject({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z
    .array(z.strictObject({ sig: z.string(), keyid: z.string().nullish() }))
    .min(1)
    .max(32),
})

export const IN_TOTO = 'application/vnd.in-toto+json'

export function signEnvelope(
  payload: Uint8Array,
  { key, curve }: SigningKey,
  { payloadType = IN_TOTO, keyid = '' }: { payloadType?: string; keyid?: string } = {},
): Envelope {
  const signature = sign(curves[curve].digest, preAuthEncoding(payloadType, payload), key)
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    signatures: [{ sig: signature.toString('base64'), keyid }],
  }
}

/**
 * The payload, if one of the signatures is by the key; undefined if none is. What is read later is to
 * the byte what was verified.
 * @throws `signature.invalid` where something in it is no base64
 */
export function openEnvelope(
  { payload: text, payloadType, signatures }: Envelope,
  { key, curve }: SigningKey,
  shown: string,
): Buffer | undefined {
  const payload = strictly(text, shown)
  const signed = preAuthEncoding(payloadType, payload)
  const isSigned = signatures
    .map(({ sig }) => strictly(sig, shown))
    .some((signature) => isBy(key, curves[curve].digest, { signed, signature }))
  return isSigned ? payload : undefined
}

interface Signed {
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

function isBy(key: KeyObject, digest: string, { signed, signature }: Signed): boolean {
  return verify(digest, signed, key, signature)
}

function strictly(text: string, shown: string): Buffer {
  const bytes = decodeBase64(text)
  if (bytes === undefined) throw malformed(shown, 'base64', 'something else in the envelope')
  return bytes
}
