import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { startFileDigests, type RunningFileDigests } from '../kernel/file-digests.js'
import { bytesIn } from '../kernel/tree-hash.js'
import type { Hashed, Written } from './digest-thread.js'

/** Stays in the caches until it is hashed. */
const memory = Buffer.allocUnsafeSlow(1024 * 1024)

interface OpenFile {
  readonly handle: number
  readonly digests: RunningFileDigests
  hashed: number
}

/** By number; undefined where there is nothing left to do. */
const files = new Map<number, OpenFile | undefined>()

/** Thread entry: reads what has been written, and answers how far it has come. */
parentPort?.on('message', (written: Written) => {
  const answer = take(written)
  if (!answer) return
  parentPort?.postMessage(answer)
  if ('state' in answer) return
  const open = files.get(written.file)
  if (open) closeSync(open.handle)
  files.set(written.file, undefined)
})

function take({ file, length, isAll, ...written }: Written): Hashed | undefined {
  try {
    if (!files.has(file)) files.set(file, opened(written))
    const open = files.get(file)
    if (!open) return undefined
    while (open.hashed < length) {
      const most = Math.min(memory.length, length - open.hashed)
      const read = readSync(open.handle, memory, 0, most, open.hashed)
      if (read === 0) return { file, seen: open.hashed }
      open.digests.update(memory.subarray(0, read))
      open.hashed += read
    }
    if (isAll) return { file, all: open.digests.end() }
    const state = open.digests.state()
    return state && { file, state }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    return { file, failure: { code, message: String(error) } }
  }
}

function opened({ path, digests, from }: Pick<Written, 'path' | 'digests' | 'from'>): OpenFile {
  return {
    handle: openSync(path, 'r'),
    digests: startFileDigests(digests, from),
    hashed: bytesIn(from),
  }
}
