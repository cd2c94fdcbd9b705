import { openPlainFile } from '../disk/plain-file.js'
import { startFileDigests, type Digests, type FileDigests } from '../kernel/file-digests.js'

/** Reads the file once, until `signal` says that nobody wants to know. */
export async function readDigests(
  path: string,
  digests: Digests,
  signal?: AbortSignal,
): Promise<FileDigests> {
  const running = startFileDigests(digests)
  const file = await openPlainFile(path)
  // The stream closes the file, on failure too.
  const chunks: AsyncIterable<Buffer> = file.createReadStream({ highWaterMark: 1 << 20 })
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    running.update(chunk)
  }
  return running.end()
}
