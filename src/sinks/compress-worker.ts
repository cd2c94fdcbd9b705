import { parentPort } from 'node:worker_threads'
import { loadZstd } from '../kernel/load-zstd.js'
import { compressBlock } from '../kernel/compress.js'

/** Thread entry: gives back each block compressed, in the order of coming. */
parentPort?.on('message', (block: Uint8Array) => {
  void answer(block)
})

async function answer(block: Uint8Array): Promise<void> {
  const packed = new Uint8Array(await compressBlock('zstd', block))
  parentPort?.postMessage(packed, [packed.buffer])
}

await loadZstd()
