import { compressionOf, decompressed, MAGIC_BYTES } from './decompress.js'
import { fileChunks, type InputFile } from './input-file.js'
import { isLoradexError } from '../kernel/error.js'
import { joinBytes } from './join-bytes.js'
import { peeked } from './peeked.js'
import { startsWith } from './starts-with.js'

const CHUNK_BYTES = 256 * 1024

/** Enough to tell what a file is. */
export const HEAD_BYTES: number = 64 * 1024

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/** The text of a stream: decompressed, without byte order mark. */
export function contentOf(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  return withoutBom(decompressed(chunks, input))
}

/** The text of a file from its first byte to its last, without byte order mark. */
export function fileContent(
  file: InputFile,
  input: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  return withoutBom(decompressedFile(file, input))
}

/** The bytes of a file from first to last. */
export function decompressedFile(
  file: InputFile,
  input: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  return decompressed(fileChunks(file, CHUNK_BYTES), input)
}

export async function isCompressed(file: InputFile): Promise<boolean> {
  const head = await file.readRange(0, Math.min(MAGIC_BYTES, file.snapshot.bytes))
  return compressionOf(head) !== 'none'
}

/** The beginning of a file's text. */
export async function fileHead(file: InputFile, input: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of contentOf(fileChunks(file, HEAD_BYTES), input)) {
      pieces.push(chunk)
      bytes += chunk.length
      if (bytes >= HEAD_BYTES) break
    }
  } catch (error) {
    // What there is of a file that was cut off is read first, and then this is said again.
    if (!isLoradexError(error) || error.code !== 'source.truncated') throw error
  }
  return joinBytes(pieces, bytes).subarray(0, HEAD_BYTES)
}

function withoutBom(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  return peeked(source, BYTE_ORDER_MARK.length, (head, chunks) =>
    startsWith(head, BYTE_ORDER_MARK) ? withoutStart(chunks, BYTE_ORDER_MARK.length) : chunks,
  )
}

/** The stream without its first bytes, all of which are in its first chunk. */
async function* withoutStart(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let start = length
  for await (const chunk of chunks) {
    if (chunk.length > start) yield chunk.subarray(start)
    start = 0
  }
}
