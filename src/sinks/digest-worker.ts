import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { Hashed, Written } from './digest-thread.js'

/** Stays in the caches until it is hashed. */
const memory = Buffer.allocUnsafeSlow(1024 * 1024)

interface OpenFile {
  readonly handle: number
  readonly hash: Hash
  hashed: number
}

/** By number; undefined where there is nothing left to do. */
const files = new Map<number, OpenFile | undefined>()

/** Thread entry: reads what has been written, and answers when that is all. */
parentPort?.on('message', (written: Written) => {
  const answer = take(written)
  if (!answer) return
  const open = files.get(written.file)
  if (open) closeSync(open.handle)
  files.set(written.file, undefined)
  parentPort?.postMessage(answer)
})

function take({ file, path, length, isAll }: Written): Hashed | undefined {
  try {
    if (!files.has(file)) files.set(file, opened(path))
    const open = files.get(file)
    if (!open) return undefined
    while (open.hashed < length) {
      const most = Math.min(memory.length, length - open.hashed)
      const read = readSync(open.handle, memory, 0, most, open.hashed)
      if (read === 0) return { file, seen: open.hashed }
      open.hash.update(memory.subarray(0, read))
      open.hashed += read
    }
    return isAll ? { file, sha256: open.hash.digest('hex') } : undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    return { file, failure: { code, message: String(error) } }
  }
}

function opened(path: string): OpenFile {
  return { handle: openSync(path, 'r'), hash: createHash('sha256'), hashed: 0 }
}
