import { z } from 'zod'
import type { ShapeOf } from '../recipe/field-shape.js'
import type { Counts, ManifestInput, ManifestShard } from '../records/manifest.js'
import { dropCodes } from '../report/funnel.js'

export const count: z.ZodType<number> = z.int().min(0)
export const share: z.ZodType<number> = z.number().min(0).max(1)
export const sha256: z.ZodString = z.string().regex(/^[0-9a-f]{64}$/u)
/** Where a record was read: `cases.jsonl:17`. */
export const place: z.ZodType<string> = z.string().regex(/:[1-9][0-9]*$/u)

export const dropCode: z.ZodType<(typeof dropCodes)[number]> = z.enum(dropCodes)

export const counts: z.ZodType<Counts> = z.strictObject({
  read: count.describe('Records read; emitted and all dropped ones.'),
  emitted: count.describe('Samples written.'),
  dropped: z.partialRecord(z.enum(dropCodes), count).describe('Records by drop code.'),
} satisfies ShapeOf<Counts>)

export const input: z.ZodType<ManifestInput> = z.strictObject({
  input: z.string(),
  parts: count,
  records: count,
  records_sha256: sha256
    .exactOptional()
    .describe('Over the SHA-256 of the bytes of each part, in hex; none with digests: none.'),
} satisfies ShapeOf<ManifestInput>)

export const digests: z.ZodLiteral<'none'> = z
  .literal('none')
  .describe('Only where inputs and files of lines have none: they are not verifiable by digest.')

export const shard: z.ZodType<ManifestShard> = z.strictObject({
  file: z.string(),
  split: z.string(),
  records: count,
  bytes: count.describe('Size of the file.'),
  sha256_tree: sha256
    .exactOptional()
    .describe('SHA-256 tree hash of the file, of leaves of 1 MiB; none with digests: none.'),
  sha256: sha256.exactOptional().describe('Of the file; only with digests: sha256.'),
} satisfies ShapeOf<ManifestShard>)
