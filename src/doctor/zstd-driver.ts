import { compressBlock } from '../kernel/compress.js'
import { decompressed } from '../sources/decompress.js'
import type { Check } from './check.js'
import { driverCheck } from './driver.js'

type Compress = (block: Uint8Array) => Promise<Uint8Array>

/** Writes zstd and reads it back, as shards and inputs are. */
export function zstdDriver(
  compress: Compress = (block) => compressBlock({ kind: 'zstd' }, block),
): Check {
  return driverCheck('zstd', {
    title: 'zstd',
    name: '@bokuweb/zstd-wasm',
    neededBy: 'output.compression: zstd',
    // Loaded by the first use of it, so that a failure to load shows here.
    load: async () => compress(new Uint8Array()).then(() => compress),
    async exercise(compressWith) {
      const text = 'loradex '.repeat(1000)
      const packed = await compressWith(new TextEncoder().encode(text))
      const chunks: Uint8Array[] = []
      for await (const chunk of decompressed(once(packed), 'probe')) chunks.push(chunk)
      if (Buffer.concat(chunks).toString() !== text)
        throw new TypeError('expected the same bytes back')
      return `${text.length} bytes became ${packed.length}, and came back`
    },
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
