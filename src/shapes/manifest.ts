import { z } from 'zod'
import type { ShapeOf } from '../recipe/field-shape.js'
import type { Manifest, ManifestEngine } from '../records/manifest.js'
import { counts, digests, input, sha256, shard } from './figures.js'

export const manifest: z.ZodType<Manifest> = z.strictObject({
  format_version: z.literal(1),
  loradex_version: z.string().describe('The version that wrote it.'),
  plan_digest: sha256.describe('Over recipe, schema, parts and version.'),
  predecessor: sha256
    .exactOptional()
    .describe('Of the manifest of the export that this one has appended to.'),
  reference_time: z.string().exactOptional().describe('Instant that ages were counted from.'),
  source: z.strictObject({
    id: z.string().describe('The source, without secrets.'),
    inputs: z.array(input),
  } satisfies ShapeOf<Manifest['source']>),
  counts,
  digests: digests.exactOptional(),
  shards: z.array(shard),
  rejects: z.array(shard),
  per_sample: z.array(shard),
  files: z.record(z.string(), sha256).describe('SHA-256 of every other file, by name.'),
  engine: z
    .strictObject({
      name: z.literal('spark'),
      version: z.string(),
    } satisfies ShapeOf<ManifestEngine>)
    .exactOptional()
    .describe(
      'What has made it, where that was not loradex alone; the rest does not depend on it.',
    ),
} satisfies ShapeOf<Manifest>)
