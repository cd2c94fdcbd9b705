import { z } from 'zod'
import { LEVELS } from '../kernel/compress.js'
import { flag, isObject, type ShapeOf } from './field-shape.js'
import type { OutputRecipe } from './recipe.js'

/** Above these, a number is a slip of the finger. */
const LARGEST_SHARD_BYTES = 2 ** 40
const MOST_SHARD_RECORDS = 2 ** 40

type Section = Partial<Pick<OutputRecipe, 'compression' | 'compression_level'>>

export const output: z.ZodType<OutputRecipe> = z
  .strictObject({
    path: z.string().min(1).default('out').describe('Folder to make, relative to the recipe.'),
    shard_bytes: z
      .int()
      .min(1)
      .max(LARGEST_SHARD_BYTES)
      .default(268_435_456)
      .describe('A shard is closed before it grows larger, uncompressed.'),
    shard_records: z
      .int()
      .min(1)
      .max(MOST_SHARD_RECORDS)
      .exactOptional()
      .describe('A shard is closed before it holds more lines. By default only its size counts.'),
    compression: z.enum(['none', 'gzip', 'zstd']).default('none').describe('Of the shards.'),
    compression_level: z
      .int()
      // For editors; which of them are possible is up to the compression.
      .meta({ minimum: 1, maximum: LEVELS.zstd.most })
      .exactOptional()
      .describe(
        'gzip: 1 to 9, by default 6; zstd: 1 to 19, by default 3. Higher: smaller, slower.',
      ),
    digests: z
      .enum(['tree', 'sha256', 'none'])
      .default('tree')
      .describe(
        'tree: SHA-256 tree hashes of shards; sha256: beside them their plain SHA-256, as sha256sum prints it. With none nobody can tell later whether inputs and shards are the same.',
      ),
    include_rejected_records: flag(false, 'Writes dropped records themselves into the rejects.'),
  } satisfies ShapeOf<OutputRecipe>)
  .refine((section) => section.compression !== 'none' || !('compression_level' in section), {
    path: ['compression_level'],
    error: 'expected compression: gzip or zstd beside it, saw none',
    params: { hint: 'Set compression to gzip or zstd, or leave out compression_level.' },
    when: isObject,
  })
  .refine(hasLevelOf('gzip'), levelProblem('gzip'))
  .refine(hasLevelOf('zstd'), levelProblem('zstd'))

/** Zod has told already of what is no whole number. */
function hasLevelOf(kind: 'gzip' | 'zstd') {
  return ({ compression, compression_level: level = 1 }: Section): boolean =>
    compression !== kind ||
    !Number.isSafeInteger(level) ||
    (level >= 1 && level <= LEVELS[kind].most)
}

function levelProblem(kind: 'gzip' | 'zstd') {
  const { most, usual } = LEVELS[kind]
  return {
    path: ['compression_level'],
    error: `expected a whole number from 1 to ${most} with compression: ${kind}`,
    params: { hint: `Write one of them, or leave out compression_level, which is ${usual} then.` },
    when: isObject,
  }
}
