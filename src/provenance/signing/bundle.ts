import { z } from 'zod'
import { envelopeShape, type Envelope } from './envelope.js'
import { readJson } from './read-json.js'

/** A Sigstore bundle as OpenSSF Model Signing 1.0 uses it: by key, or by certificate. */
export interface Bundle {
  readonly mediaType: typeof BUNDLE_TYPE
  readonly verificationMaterial: VerificationMaterial
  readonly dsseEnvelope: Envelope
}

/** Nothing of ours goes in here: the reference verifier refuses members that it does not know. */
export type VerificationMaterial =
  | { readonly publicKey: { readonly hint: string }; readonly tlogEntries?: readonly unknown[] }
  | {
      readonly x509CertificateChain: {
        readonly certificates: readonly { readonly rawBytes: string }[]
      }
      readonly tlogEntries?: readonly unknown[]
    }

/** No later version is taken for it: `v0.3.1` is another format to the reference verifier. */
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'

const noEntries = z.array(z.unknown()).max(0).optional()

const bundleShape = z.strictObject({
  mediaType: z.literal(BUNDLE_TYPE),
  verificationMaterial: z.union([
    z.strictObject({
      publicKey: z.strictObject({ hint: z.string().default('') }),
      tlogEntries: noEntries,
    }),
    z.strictObject({
      x509CertificateChain: z.strictObject({
        certificates: z
          .array(z.strictObject({ rawBytes: z.string() }))
          .min(1)
          .max(8),
      }),
      tlogEntries: noEntries,
    }),
  ]),
  dsseEnvelope: envelopeShape,
})

/** @throws `signature.invalid` */
export function readBundle(bytes: Uint8Array, shown: string): Bundle {
  const expected = 'a Sigstore bundle v0.3 of a model signature'
  // What is optional is left out, never undefined; types cannot tell.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return readJson(bytes, bundleShape, { shown, expected }) as Bundle
}
