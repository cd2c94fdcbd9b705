import * as zlib from 'node:zlib'
import { isLoradexError } from '../kernel/error.js'
import { damaged } from './compressed-input-error.js'
import { engineDriver, OUTPUT_BYTES, type Engine } from './engine-driver.js'
import type { ExpansionGuard } from './expansion-guard.js'
import { xxh64 } from './xxh64.js'
import { zstdFrames, type FrameClaims } from './zstd-frames.js'

/** Decompresses the pieces of one frame, and then needs to be told that it has ended. */
interface FrameDecoder {
  push(piece: Uint8Array): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  end(claims: FrameClaims): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  close(): void
}

/**
 * Every frame of a zstd stream. Node has a decoder from 22.15 on, which is several times as fast as fzstd and
 * holds what comes out against what the frame says of it.
 */
export async function* unzstd(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
  guard: ExpansionGuard,
): AsyncGenerator<Uint8Array, void, undefined> {
  let decoder: FrameDecoder | undefined
  try {
    for await (const { bytes, end } of zstdFrames(chunks, input)) {
      decoder ??= hasZstd(zlib) ? nodeDecoder(zlib, guard) : await plainDecoder(guard, input)
      guard.took(bytes.length)
      yield* decoder.push(bytes)
      if (!end) continue
      yield* decoder.end(end)
      decoder.close()
      decoder = undefined
    }
  } catch (error) {
    throw isLoradexError(error) ? error : damaged(input, INTACT, error)
  } finally {
    decoder?.close()
  }
}

const INTACT = 'intact zstd data'

/** Absent from the types of the oldest Node we support, as from that itself. */
interface ZstdModule {
  createZstdDecompress(options: { chunkSize: number }): Engine
}

function hasZstd(module: object): module is ZstdModule {
  return 'createZstdDecompress' in module
}

function nodeDecoder(module: ZstdModule, guard: ExpansionGuard): FrameDecoder {
  const engine = module.createZstdDecompress({ chunkSize: OUTPUT_BYTES })
  const drive = engineDriver(engine, guard)
  return {
    push: (piece) => drive.outputs((onWritten) => engine.write(piece, onWritten)),
    end: () => drive.outputs(() => engine.end()),
    close: () => engine.destroy(),
  }
}

/** What is pushed at once is decompressed at once: four bytes may stand for 2 MiB. */
const PUSH_BYTES = 4 * 1024

async function plainDecoder(guard: ExpansionGuard, input: string): Promise<FrameDecoder> {
  const { Decompress } = await import('fzstd')
  const hash = xxh64()
  let bytesOut = 0
  let outputs: Uint8Array[] = []
  const engine = new Decompress((output) => {
    guard.gave(output.length)
    hash.add(output)
    bytesOut += output.length
    if (output.length > 0) outputs.push(output)
  })
  function take(bytes: Uint8Array, isLast: boolean): readonly Uint8Array[] {
    outputs = []
    engine.push(bytes, isLast)
    return outputs
  }
  return {
    *push(piece) {
      for (let at = 0; at < piece.length; at += PUSH_BYTES) {
        yield* take(piece.subarray(at, at + PUSH_BYTES), false)
      }
    },
    *end({ contentBytes, checksum }) {
      yield* take(new Uint8Array(), true)
      const isWhole = contentBytes === undefined || contentBytes === bytesOut
      const isSame = checksum === undefined || checksum === hash.low()
      if (!isWhole || !isSame) throw damaged(input, INTACT)
    },
    close: () => undefined,
  }
}
