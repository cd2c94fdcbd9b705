import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

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

/** Loaded once: a second `init` would exchange the module under a first user's feet. */
let zstd: ReturnType<typeof loadZstd> | undefined

/** Not node:zlib's, which only newer versions have: the bytes must not depend on the version. */
async function loadZstd() {
  const module = await import('@bokuweb/zstd-wasm')
  await module.init()
  return module
}

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
      zstd ??= loadZstd()
      return (await zstd).compress(block, ZSTD_LEVEL)
    }
  }
}
