import type { Transform } from 'node:stream'
import type { ExpansionGuard } from './expansion-guard.js'

/** One of the streams of node:zlib. */
export interface Engine extends Transform {
  /** How much of the input has been used. */
  readonly bytesWritten: number
}

/** What comes out at a time, at most. */
export const OUTPUT_BYTES: number = 128 * 1024

export interface EngineDriver {
  /** Everything that comes out until `feed` calls back, or the engine ends. */
  outputs(feed: (onDone: (error?: Error | null) => void) => void): AsyncIterable<Uint8Array>
  hasEnded(): boolean
}

export function engineDriver(engine: Engine, guard: ExpansionGuard): EngineDriver {
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
