import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** `sha256:…` of a file from this byte on; undefined where there is none. */
export async function fileDigest(
  folder: string,
  name: string,
  start = 0,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(
      createReadStream(join(folder, name), { start }),
      async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) hash.update(chunk)
      },
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return `sha256:${hash.digest('hex')}`
}
