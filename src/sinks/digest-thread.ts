import { Worker } from 'node:worker_threads'
import { diskFailure } from '../kernel/disk-failure.js'
import { cutShort, type FileDigest } from './file-digest.js'

/** Computes digests of files in a thread of its own, which reads what others have written. */
export interface DigestThread {
  /** Of a file that has `length` bytes so far; begins as soon. */
  digest(path: string, length: number): FileDigest
  /** Ends the thread, whatever it is doing. */
  close(): Promise<void>
}

/** To the thread: how much of a file is there to be read. */
export interface Written {
  /** Tells files apart. */
  readonly file: number
  readonly path: string
  readonly length: number
  /** Nothing more will be written. */
  readonly isAll: boolean
}

/** From it: the digest of all, in hex, or why there is none. */
export type Hashed =
  | { readonly file: number; readonly sha256: string }
  /** The file ends before the bytes that were told of. */
  | { readonly file: number; readonly seen: number }
  | {
      readonly file: number
      readonly failure: { readonly code: string | undefined; readonly message: string }
    }

/** Written before the thread is told: few messages, and the caches have the bytes still. */
const TOLD_BYTES = 1024 * 1024

interface Waiting {
  settle(hashed: Hashed): void
  fail(error: unknown): void
}

/** The thread is started for the first file. */
export function startDigestThread(): DigestThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let death: { readonly error: unknown } | undefined
  let files = 0

  function start(): Worker {
    const started = new Worker(new URL('./digest-worker.js', import.meta.url))
    started.on('message', (hashed: Hashed) => waiting.get(hashed.file)?.settle(hashed))
    started.on('error', (error) => {
      death = { error }
      for (const { fail } of waiting.values()) fail(error)
    })
    return started
  }

  /** An answer may come before it is asked for: when something is wrong. */
  function answerFor(file: number): Promise<Hashed> {
    const answer = new Promise<Hashed>((settle, fail) => waiting.set(file, { settle, fail }))
    // Met by whoever asks.
    answer.catch(() => {})
    return answer
  }

  return {
    digest(path, length) {
      const file = files
      files += 1
      const answer = answerFor(file)
      let written = length
      let told = 0

      function tell(isAll: boolean): void {
        if (death) return waiting.get(file)?.fail(death.error)
        told = written
        worker ??= start()
        worker.postMessage({ file, path, length: written, isAll } satisfies Written)
      }

      if (length > 0) tell(false)
      return {
        add(bytes) {
          written += bytes.length
          if (written - told >= TOLD_BYTES) tell(false)
        },
        async finish() {
          tell(true)
          return digestOf(await answer, { path, written })
        },
        stop: () => Promise.resolve(),
      }
    },
    async close() {
      await worker?.terminate()
    },
  }
}

function digestOf(
  hashed: Hashed,
  { path, written }: { readonly path: string; readonly written: number },
): string {
  if ('sha256' in hashed) return hashed.sha256
  if ('seen' in hashed) throw cutShort(path, written, hashed.seen)
  const { code, message } = hashed.failure
  throw diskFailure(path, Object.assign(new Error(message), { code }))
}
