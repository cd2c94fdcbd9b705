import { createGunzip } from 'node:zlib'
import { damaged, truncated } from './compressed-input-error.js'
import type { ExpansionGuard } from './expansion-guard.js'

type Gunzip = ReturnType<typeof createGunzip>

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
  const drive = driver(engine, guard)
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

/** What comes out at a time, at most. */
const OUTPUT_BYTES = 128 * 1024

const EXPECTED = 'intact gzip data'

interface Driver {
  /** Everything that comes out until `feed` calls back, or the engine ends. */
  outputs(feed: (onDone: (error?: Error | null) => void) => void): AsyncIterable<Uint8Array>
  hasEnded(): boolean
}

function driver(engine: Gunzip, guard: ExpansionGuard): Driver {
  let ended = false
  let failure: Error | undefined
  let wake = ignore
  engine.on('readable', () => wake())
  engine.on('end', () => {
    ended = true
    wake()
  })
  engine.on('error', (error) => {
    failure = error
    wake()
  })

  return {
    hasEnded: () => ended,
    async *outputs(feed) {
      let isDone = false
      feed((error) => {
        failure ??= error ?? undefined
        isDone = true
        wake()
      })
      for (;;) {
        const output: unknown = engine.read()
        if (output instanceof Uint8Array) {
          guard.gave(output.length)
          yield output
        } else if (failure !== undefined) throw failure
        else if (isDone || ended) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

function ignore(): void {}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
