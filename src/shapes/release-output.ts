import { z } from 'zod'
import type { ReleaseOutput } from '../cli/outputs/release-output.js'
import type { EngineVerdict, ReleaseVerdict } from '../provenance/release/verdict.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { sha256 } from './figures.js'

export const releaseOutput: z.ZodType<ReleaseOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  adapter: z.string(),
  version: z.string(),
  passed: z.boolean().describe('Nothing failed; warnings there may be.'),
  verdicts: z.array(
    z.strictObject({
      check: z.string(),
      verdict: z.enum(['passed', 'warned', 'failed', 'skipped']),
      details: z.array(z.string()),
    } satisfies ShapeOf<ReleaseVerdict>),
  ),
  engines: z.array(
    z.strictObject({
      engine: z.string(),
      version: z.string(),
      fit: z.enum(['loads', 'needs', 'wrong', 'refuses', 'unknown']),
      reasons: z.array(z.string()),
    } satisfies ShapeOf<EngineVerdict>),
  ),
  lineage: sha256.describe('Digest of lineage.json.'),
  written: z
    .array(z.string())
    .describe('Files, the signature last; none when nothing was written.'),
  key_fingerprint: sha256.exactOptional().describe('SHA-256 of the PEM of the public key.'),
} satisfies ShapeOf<ReleaseOutput>)
