import { parentPort, workerData } from 'node:worker_threads'
import { loadZstd } from '../kernel/load-zstd.js'
import { compressBlock, type Compression } from '../kernel/compress.js'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see compressor.ts
const compression = workerData as Compression

/** Thread entry: gives back each block compressed, in the order of coming. */
parentPort?.on('message', (block: Uint8Array) => {
  void answer(block)
})

async function answer(block: Uint8Array): Promise<void> {
  const packed = await compressBlock(compression, block)
  parentPort?.postMessage(packed, packed.buffer instanceof ArrayBuffer ? [packed.buffer] : [])
}

await loadZstd()
