import { openPlainFile } from '../disk/plain-file.js'
import { startFileDigests, type Digests, type FileDigests } from '../kernel/file-digests.js'

/** Reads the file once. */
export async function readDigests(path: string, digests: Digests): Promise<FileDigests> {
  const running = startFileDigests(digests)
  const file = await openPlainFile(path)
  // The stream closes the file, on failure too.
  const chunks: AsyncIterable<Buffer> = file.createReadStream({ highWaterMark: 1 << 20 })
  for await (const chunk of chunks) running.update(chunk)
  return running.end()
}
