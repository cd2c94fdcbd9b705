import { Worker } from 'node:worker_threads'
import { diskFailure } from '../kernel/disk-failure.js'
import type { Digests, FileDigests } from '../kernel/file-digests.js'
import type { TreeState } from '../kernel/tree-hash.js'
import { cutShort, type FileDigest, type FileDigestOptions } from './file-digest.js'

/** Computes digests of files in a thread of its own, which reads what others have written. */
export interface DigestThread {
  /** Begins as soon as there is something in the file. */
  digest(options: FileDigestOptions): FileDigest
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
  readonly digests: Digests
  /** What one before has come to. */
  readonly from: TreeState | undefined
}

/** From it: what it has come to, and then the digests of all, or why there are none. */
export type Hashed =
  | { readonly file: number; readonly state: TreeState }
  | { readonly file: number; readonly all: FileDigests }
  /** The file ends before the bytes that were told of. */
  | { readonly file: number; readonly seen: number }
  | {
      readonly file: number
      readonly failure: { readonly code: string | undefined; readonly message: string }
    }

/** Written before the thread is told: few messages, and the caches have the bytes still. */
const TOLD_BYTES = 1024 * 1024

type Answer = Exclude<Hashed, { readonly state: TreeState }>

interface Waiting {
  settle(answer: Answer): void
  fail(error: unknown): void
}

/** The thread is started for the first file. */
export function startDigestThread(): DigestThread {
  const waiting = new Map<number, Waiting>()
  const states = new Map<number, TreeState>()
  let worker: Worker | undefined
  let death: { readonly error: unknown } | undefined
  let files = 0

  function start(): Worker {
    const started = new Worker(new URL('./digest-worker.js', import.meta.url))
    started.on('message', (hashed: Hashed) => {
      if ('state' in hashed) states.set(hashed.file, hashed.state)
      else waiting.get(hashed.file)?.settle(hashed)
    })
    started.on('error', (error) => {
      death = { error }
      for (const { fail } of waiting.values()) fail(error)
    })
    return started
  }

  /** An answer may come before it is asked for: when something is wrong. */
  function answerFor(file: number): Promise<Answer> {
    const answer = new Promise<Answer>((settle, fail) => waiting.set(file, { settle, fail }))
    // Met by whoever asks.
    answer.catch(() => {})
    return answer
  }

  return {
    digest({ path, length, digests, from }) {
      const file = files
      files += 1
      const answer = answerFor(file)
      let written = length
      let told = 0

      function tell(isAll: boolean): void {
        if (death) return waiting.get(file)?.fail(death.error)
        told = written
        worker ??= start()
        const message: Written = { file, path, length: written, isAll, digests, from }
        worker.postMessage(message)
      }

      if (length > 0) tell(false)
      return {
        state: () => states.get(file) ?? from,
        add(bytes) {
          written += bytes.length
          if (written - told >= TOLD_BYTES) tell(false)
        },
        async finish() {
          tell(true)
          return digestsOf(await answer, { path, written })
        },
        stop: () => Promise.resolve(),
      }
    },
    async close() {
      await worker?.terminate()
    },
  }
}

function digestsOf(
  hashed: Answer,
  { path, written }: { readonly path: string; readonly written: number },
): FileDigests {
  if ('all' in hashed) return hashed.all
  if ('seen' in hashed) throw cutShort(path, written, hashed.seen)
  const { code, message } = hashed.failure
  throw diskFailure(path, Object.assign(new Error(message), { code }))
}
