import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPlainFile } from '../../disk/plain-file.js'
import { systemFailure } from '../../kernel/system-failure.js'

/** `sha256:…` of a file from this byte on; undefined where there is none. */
export async function fileDigest(
  folder: string,
  name: string,
  start = 0,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    const file = await openPlainFile(join(folder, name))
    await pipeline(file.createReadStream({ start }), async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) hash.update(chunk)
    })
  } catch (error) {
    if (['ENOENT', 'NOT_A_FILE'].includes(systemFailure(error)?.code ?? '')) return undefined
    throw error
  }
  return `sha256:${hash.digest('hex')}`
}
