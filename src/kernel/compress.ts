import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { loadZstd } from './load-zstd.js'

export type CompressionKind = 'none' | 'gzip' | 'zstd'

/** All that decides the bytes of a compressed block. */
export interface Compression {
  readonly kind: CompressionKind
  /** @default the usual one of `LEVELS` */
  readonly level?: number | undefined
}

/** What a compressed file's name ends with. */
export const FILE_SUFFIX: Readonly<Record<CompressionKind, string>> = {
  none: '',
  gzip: '.gz',
  zstd: '.zst',
}

interface Levels {
  /** The least is 1. */
  readonly most: number
  readonly usual: number
}

/** The higher, the smaller and the slower. */
export const LEVELS: Readonly<Record<CompressionKind, Levels>> = {
  none: { most: 0, usual: 0 },
  gzip: { most: 9, usual: 6 },
  zstd: { most: 19, usual: 3 },
}

const gzipAsync = promisify(gzip)

/**
 * One block as a gzip member or zstd frame of its own; files of both kinds may hold many. The
 * same block and level always give the same bytes.
 */
export async function compressBlock(
  { kind, level = LEVELS[kind].usual }: Compression,
  block: Uint8Array,
): Promise<Uint8Array> {
  switch (kind) {
    case 'none':
      return block
    case 'gzip':
      return gzipAsync(block, { level })
    case 'zstd': {
      // Not node:zlib's, which only newer versions have: the bytes must not depend on the version.
      return (await loadZstd()).compress(block, level)
    }
  }
}
