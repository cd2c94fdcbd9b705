import { openPlainFile } from '../../disk/plain-file.js'
import type { ByteSource } from './byte-source.js'

/** Lends an open file to `use`, and closes it. @throws what opening and reading throws */
export async function withFile<Result>(
  path: string,
  use: (source: ByteSource) => Promise<Result>,
): Promise<Result> {
  const file = await openPlainFile(path)
  try {
    const { size } = await file.stat()
    return await use({
      size,
      async read(offset, length, into) {
        const wanted = Math.max(0, Math.min(length, size - offset))
        const bytes = into?.subarray(0, wanted) ?? Buffer.allocUnsafe(wanted)
        let filled = 0
        while (filled < wanted) {
          const { bytesRead } = await file.read(bytes, filled, wanted - filled, offset + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return bytes.subarray(0, filled)
      },
    })
  } finally {
    await file.close()
  }
}
