import { createGunzip } from 'node:zlib'
import { damaged, truncated } from './compressed-input-error.js'
import { engineDriver, OUTPUT_BYTES } from './engine-driver.js'
import type { ExpansionGuard } from './expansion-guard.js'

/**
 * Every member of a gzip stream. Driven by hand, one chunk at a time: piping would lose what is
 * still buffered when the input turns out to be cut off, and would not notice trailing bytes.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
  guard: ExpansionGuard,
): AsyncGenerator<Uint8Array, void, undefined> {
  const engine = createGunzip({ chunkSize: OUTPUT_BYTES })
  const drive = engineDriver(engine, guard)
  let taken = 0
  try {
    for await (const chunk of chunks) {
      if (engine.bytesWritten < taken || drive.hasEnded()) throw damaged(input, EXPECTED)
      taken += chunk.length
      guard.took(chunk.length)
      yield* drive.outputs((onWritten) => engine.write(chunk, onWritten))
    }
    yield* drive.outputs(() => engine.end())
    if (engine.bytesWritten < taken) throw damaged(input, EXPECTED)
  } catch (error) {
    if (codeOf(error) === 'Z_BUF_ERROR') throw truncated(input, error)
    if (codeOf(error).startsWith('Z_')) throw damaged(input, EXPECTED, error)
    throw error
  } finally {
    engine.destroy()
  }
}

const EXPECTED = 'intact gzip data'

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
