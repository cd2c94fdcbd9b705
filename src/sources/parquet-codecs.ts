import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Compressors } from 'hyparquet'
import { loadZstd } from '../kernel/load-zstd.js'
import { parquetFault } from './parquet-fault.js'
import { zstdContentSize } from './zstd-frames.js'

type Decompress = NonNullable<Compressors['ZSTD']>

/** Decompress the pages of Parquet files, with Node's own decoders and zstd's where they can. */
export async function parquetCodecs(hasZstd: boolean): Promise<Compressors> {
  const { compressors } = await import('hyparquet-compressors')
  const codecs: Compressors = {
    ...compressors,
    GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength }),
    BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength }),
    ...(hasZstd && { ZSTD: await zstdCodec(compressors.ZSTD) }),
  }
  return Object.fromEntries(
    Object.entries(codecs).map(([codec, decompress]) => [codec, orEmpty(decompress)]),
  )
}

/** A page without values may be compressed to nothing at all, which no codec takes. */
function orEmpty(decompress: Decompress): Decompress {
  return (input, outputLength) =>
    outputLength === 0 ? new Uint8Array() : decompress(input, outputLength)
}

/** zstd does not look whether it got the memory that it asked for. */
const MOST_AT_ONCE = 128 * 1024 * 1024

/** Several times as fast as `otherwise`, which is for pages that do not say how long they are. */
async function zstdCodec(otherwise: Decompress | undefined): Promise<Decompress> {
  const { decompress } = await loadZstd()
  return (input, outputLength) => {
    const isSure = zstdContentSize(input) === outputLength
    if (isSure && Math.max(input.length, outputLength) <= MOST_AT_ONCE) return decompress(input)
    if (otherwise === undefined) throw parquetFault('a zstd page of another length than it says')
    return otherwise(input, outputLength)
  }
}
