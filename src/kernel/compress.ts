import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { loadZstd } from './load-zstd.js'

export type Compression = 'none' | 'gzip' | 'zstd'

/** What a compressed file's name ends with. */
export const FILE_SUFFIX: Readonly<Record<Compression, string>> = {
  none: '',
  gzip: '.gz',
  zstd: '.zst',
}

/** The usual trade between size and speed of either format. */
const GZIP_LEVEL = 6
const ZSTD_LEVEL = 3

const gzipAsync = promisify(gzip)

/**
 * One block as a gzip member or zstd frame of its own; files of both kinds may hold many. The
 * same block always gives the same bytes.
 */
export async function compressBlock(kind: Compression, block: Uint8Array): Promise<Uint8Array> {
  switch (kind) {
    case 'none':
      return block
    case 'gzip':
      return gzipAsync(block, { level: GZIP_LEVEL })
    case 'zstd': {
      // Not node:zlib's, which only newer versions have: the bytes must not depend on the version.
      return (await loadZstd()).compress(block, ZSTD_LEVEL)
    }
  }
}
