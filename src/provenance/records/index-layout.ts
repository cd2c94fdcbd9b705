import { z } from 'zod'

/**
 * A file of lines and tables: one line of JSON, then entries in the order of their hashes, then copies
 * in the order of what was kept; then the SHA-256 of each block of entries and copies, and that of the line
 * and these digests. Numbers are unsigned, of 32 bits, little-endian.
 *
 *     entry  hash (16 bytes), input, line, fate, input and line of what was kept in its place
 *     copy   input and line of what was kept, input and line of the duplicate
 *
 * Of a fate, the lower 16 bits are the outcome, the upper ones the split of the sample, or of the one that
 * was kept in its place; counted from 1, 0 where there is none.
 */
export const ENTRY_BYTES = 36
export const COPY_BYTES = 16

/** Of entries and copies, the last one less. What a look-up reads at a time; digests of it are 1 in 2,048. */
export const BLOCK_BYTES = 65_536
export const DIGEST_BYTES = 32

export interface IndexHeader {
  /** 1 had no digests. */
  readonly format_version: 2
  /** The export, by its manifest. */
  readonly manifest_sha256: string
  readonly inputs: readonly string[]
  /** `emitted`, then the codes of rejects: what an outcome means. */
  readonly outcomes: readonly string[]
  /** Names of the splits, as fates number them. @default none that are known */
  readonly splits?: readonly string[] | undefined
  readonly records: number
  readonly copies: number
}

export const indexHeader: z.ZodType<IndexHeader> = z.object({
  format_version: z.literal(2),
  manifest_sha256: z.string().regex(/^[\da-f]{64}$/u),
  inputs: z.array(z.string()),
  outcomes: z.array(z.string()),
  splits: z.array(z.string()).optional(),
  records: z.int().min(0),
  copies: z.int().min(0),
})

/** What became of a record of the source. */
export interface RecordFate {
  readonly input: string
  /** Counted from 1. */
  readonly line: number
  /** `emitted`, or the code of the reject. */
  readonly outcome: string
  /** Where its sample is, or that of the record that stands for it. */
  readonly split?: string
  /** Of a duplicate: the record that stands for it. */
  readonly kept?: { readonly input: string; readonly line: number }
}
