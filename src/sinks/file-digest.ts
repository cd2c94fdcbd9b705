import type { DiskFile } from '../disk/disk.js'
import { LoradexError } from '../kernel/error.js'
import { startDigest, type Digests } from '../kernel/running-digest.js'

/** Read at a time: hashing it takes a millisecond or so, during which nothing else is done here. */
const CHUNK_BYTES = 1024 * 1024

/** Digest of a file that is written from beginning to end. */
export interface FileDigest {
  /** To be told of bytes that have been written behind all others. */
  add(bytes: Uint8Array): void
  /** Of all bytes, in hex; undefined where none is computed. */
  finish(): Promise<string | undefined>
  /** Reads no more; may be called at any time. */
  stop(): Promise<void>
}

interface FileDigestOptions {
  readonly path: string
  readonly length: number
  readonly digests: Digests
}

/**
 * Of a file that has `length` bytes so far. They are read and hashed beside other work, and with them
 * what is added until all of them are.
 */
export function digestFile(
  file: Pick<DiskFile, 'read'>,
  { path, length, digests }: FileDigestOptions,
): FileDigest {
  const digest = startDigest(digests)
  let written = length
  let hashed = digests === 'none' ? length : 0
  const stop = new AbortController()

  async function catchUp(): Promise<void> {
    const memory = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, written - hashed))
    while (hashed < written && !stop.signal.aborted) {
      const chunk = await file.read(hashed, Math.min(CHUNK_BYTES, written - hashed), memory)
      if (chunk.length === 0) throw cutShort(path, written, hashed)
      digest.update(chunk)
      hashed += chunk.length
    }
  }

  const reading = catchUp()
  // Met by `finish`.
  reading.catch(() => {})

  return {
    add(bytes) {
      const isHashed = hashed === written
      written += bytes.length
      if (!isHashed) return
      digest.update(bytes)
      hashed = written
    },
    async finish() {
      await reading
      return digest.hex()
    },
    async stop() {
      stop.abort()
      await reading.catch(() => {})
    },
  }
}

/** Of a file that an interrupted export has left. */
export function cutShort(path: string, expected: number, seen: number): LoradexError {
  return new LoradexError('export.damaged', {
    message: `${path}: expected ${expected} bytes of the interrupted export, saw ${seen}`,
    details: { target: path },
    hint: 'Pass --restart to begin the export again.',
  })
}
