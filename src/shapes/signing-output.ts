import { z } from 'zod'
import type {
  CertificateOutput,
  KeyOutput,
  SignedFile,
  SignOutput,
  ClaimsOutput,
  VerifyOutput,
} from '../cli/outputs/signing-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { count, sha256 } from './figures.js'

const version = z.literal(1).describe('Grows when a key changes its meaning.')
const files = z.array(
  z.strictObject({
    name: z.string().describe('Path in the folder.'),
    sha256,
  } satisfies ShapeOf<SignedFile>),
)
const fingerprint = sha256.describe('SHA-256 of the PEM of the public key.')

export const signOutput: z.ZodType<SignOutput> = z.strictObject({
  format_version: version,
  signature: z.string().describe('Where it was written.'),
  key_fingerprint: fingerprint,
  bytes: count,
  files,
} satisfies ShapeOf<SignOutput>)

export const verifyOutput: z.ZodType<VerifyOutput> = z.strictObject({
  format_version: version,
  verified: z.literal(true).describe('What does not verify is an error.'),
  name: z.string().describe('As the folder was called when it was signed.'),
  key_fingerprint: fingerprint,
  certificate: z
    .strictObject({
      subject: z.string(),
      issuer: z.string(),
      valid_from: z.string(),
      valid_to: z.string(),
    } satisfies ShapeOf<CertificateOutput>)
    .exactOptional()
    .describe('Who signed, as a certificate says.'),
  bytes: count,
  files,
  unsigned: z.array(z.string()).describe('Files that nobody has signed.'),
  claims: z
    .strictObject({
      by_signer: count.describe('By who signed the model: verified.'),
      by_others: count.describe('By others: not looked at.'),
    } satisfies ShapeOf<ClaimsOutput>)
    .describe('Statements in provenance.intoto.jsonl.'),
} satisfies ShapeOf<VerifyOutput>)

const key = {
  format_version: version,
  file: z.string().describe('As it was named.'),
  kind: z.enum(['private', 'public']),
  encrypted: z.boolean(),
  curve: z.enum(['P-256', 'P-384', 'P-521']),
  fingerprint,
  public_key: z.string().exactOptional().describe('Where the public key was put.'),
} satisfies ShapeOf<KeyOutput>

export const keyOutput: z.ZodType<KeyOutput> = z.strictObject(key)
