import type { DiskFile } from '../disk/disk.js'
import { LoradexError } from '../kernel/error.js'
import { startFileDigests, type Digests, type FileDigests } from '../kernel/file-digests.js'
import { bytesIn, type TreeState } from '../kernel/tree-hash.js'

/** Read at a time: hashing it takes a millisecond or so, during which nothing else is done here. */
const CHUNK_BYTES = 1024 * 1024

/** Digests of a file that is written from beginning to end. */
export interface FileDigest {
  /** To be told of bytes that have been written behind all others. */
  add(bytes: Uint8Array): void
  /** What another one can go on with; undefined where that has to begin anew. */
  state(): TreeState | undefined
  /** Of all bytes. */
  finish(): Promise<FileDigests>
  /** Reads no more; may be called at any time. */
  stop(): Promise<void>
}

export interface FileDigestOptions {
  readonly path: string
  /** Bytes that the file has so far. */
  readonly length: number
  readonly digests: Digests
  /** What one before has come to. */
  readonly from?: TreeState | undefined
}

/**
 * What is in the file already is read and hashed beside other work, and with it what is added until all of that is:
 * all of it, or what lies behind the last whole leaf of the one before.
 */
export function digestFile(
  file: Pick<DiskFile, 'read'>,
  { path, length, digests, from }: FileDigestOptions,
): FileDigest {
  const digest = startFileDigests(digests, from)
  let written = length
  let hashed = digests === 'none' ? length : bytesIn(from)
  const stop = new AbortController()

  async function catchUp(): Promise<void> {
    if (hashed === written) return
    const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
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
    state: digest.state,
    add(bytes) {
      const isHashed = hashed === written
      written += bytes.length
      if (!isHashed) return
      digest.update(bytes)
      hashed = written
    },
    async finish() {
      await reading
      return digest.end()
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
