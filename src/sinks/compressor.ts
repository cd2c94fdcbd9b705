import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { compressBlock, type Compression } from '../kernel/compress.js'

/** Compresses several blocks at a time, beside the thread that asks. */
export interface Compressor {
  /** Blocks that are worth being asked for at a time. */
  readonly ahead: number
  /** As `compressBlock`; the block must not change until the answer. */
  compress(block: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

/** Absent where nothing is compressed. Threads are started as they are needed. */
export function openCompressor(compression: Compression): Compressor | undefined {
  const threads = Math.min(availableParallelism(), MOST_THREADS)
  switch (compression.kind) {
    case 'none':
      return undefined
    case 'gzip':
      // What node:zlib does, it does in threads of its own.
      return {
        ahead: AHEAD * threads,
        compress: (block) => compressBlock(compression, block),
        close: () => Promise.resolve(),
      }
    case 'zstd':
      return compressInThreads(compression, threads)
  }
}

/** Each takes some 55 MB for zstd, at the highest level 70. */
const MOST_THREADS = 4
/** Less is compressed before a thread has started. */
const WORTH_A_THREAD = 1024 * 1024
/** Blocks for each thread, so that none waits for the next. */
const AHEAD = 2

interface Waiting {
  settle(packed: Uint8Array): void
  fail(error: unknown): void
}

interface Thread {
  readonly worker: Worker
  /** In the order of asking, which is that of the answers. */
  readonly waiting: Waiting[]
}

function compressInThreads(compression: Compression, most: number): Compressor {
  const threads: Thread[] = []

  function start(): Thread {
    const worker = new Worker(new URL('./compress-worker.js', import.meta.url), {
      workerData: compression,
    })
    const waiting: Waiting[] = []
    worker.on('message', (packed: Uint8Array) => {
      waiting.shift()?.settle(packed)
      // A thread without work keeps no program alive.
      if (waiting.length === 0) worker.unref()
    })
    const thread = { worker, waiting }
    worker.on('error', (error) => {
      threads.splice(threads.indexOf(thread), 1)
      for (const { fail } of waiting.splice(0)) fail(error)
    })
    threads.push(thread)
    return thread
  }

  /** One that has nothing to do, a new one, or that with the least. */
  function choose(): Thread {
    const [least] = threads.toSorted((left, right) => left.waiting.length - right.waiting.length)
    return least && (least.waiting.length === 0 || threads.length === most) ? least : start()
  }

  return {
    ahead: AHEAD * most,
    async compress(block) {
      if (threads.length === 0 && block.length < WORTH_A_THREAD) {
        return compressBlock(compression, block)
      }
      return new Promise((settle, fail) => {
        const { worker, waiting } = choose()
        waiting.push({ settle, fail })
        worker.ref()
        worker.postMessage(block)
      })
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
