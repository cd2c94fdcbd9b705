import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants

export interface FileDigest {
  readonly sha256: string
  readonly bytes: number
}

/** Reads the file once. A link that took its place meanwhile is not followed. */
export async function hashFile(path: string): Promise<FileDigest> {
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  const hash = createHash('sha256')
  let bytes = 0
  // The stream closes the file, on failure too.
  const chunks: AsyncIterable<Buffer> = file.createReadStream({ highWaterMark: 1 << 20 })
  for await (const block of chunks) {
    hash.update(block)
    bytes += block.length
  }
  return { sha256: hash.digest('hex'), bytes }
}
