import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, stat, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { openPlainFile } from '../../disk/plain-file.js'
import { digestsListed, startFileDigests, type FileDigests } from '../../kernel/file-digests.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { compressionOf, decompressed, MAGIC_BYTES } from '../../sources/decompress.js'
import { changedExport, damagedExport, noScratch } from '../export-failure.js'
import type { ManifestShard } from '../../records/manifest.js'

/** Long enough that reading costs nothing, short enough that a page need not wait. */
const CHUNK_BYTES = 1024 * 1024

/** The unpacked text of one file of an export. */
export interface ShardText {
  readonly listed: ManifestShard
  /**
   * All of the text once, in order; to be called once. What has come by can be read from then on.
   * Tells how many bytes of the file were read, and returns its digests, where some are listed.
   */
  chunks(
    signal: AbortSignal,
    onRead: (bytes: number) => void,
  ): AsyncGenerator<Uint8Array, FileDigests, undefined>
  /** Fewer bytes than asked for where the text ends before. */
  read(start: number, end: number): Promise<Buffer>
  /** @throws `export.changed` */
  checkUnchanged(): Promise<void>
  close(): Promise<void>
}

export interface ShardPlace {
  readonly folder: string
  /** What messages call the folder. */
  readonly shownFolder: string
  /** An existing folder for unpacked text, which is gone when the process is, however that ends. */
  readonly temporaryFolder: string
}

/**
 * Opens a file that the manifest lists. A compressed one is unpacked once, while it is read for the
 * first time, into a file that has lost its name before it has a byte.
 * @throws `export.damaged` where the file is missing or has another size.
 */
export async function openShardText(listed: ManifestShard, place: ShardPlace): Promise<ShardText> {
  const { folder, shownFolder } = place
  const path = join(folder, listed.file)
  const file = await openPlainFile(path).catch((cause: unknown) => {
    const message = `expected ${listed.file} in ${shownFolder}, saw ${systemSeen(cause)}`
    throw damagedExport(shownFolder, message, cause)
  })
  const opened = await file.stat()
  const fault = faultOf(listed, opened)
  if (fault !== undefined) {
    await file.close()
    throw damagedExport(shownFolder, `expected ${listed.file} in ${shownFolder} to have ${fault}`)
  }
  const head = await readAt(file, 0, Math.min(MAGIC_BYTES, listed.bytes))
  const unpacked =
    compressionOf(head) === 'none' ? undefined : await openNameless(place.temporaryFolder)
  const text = unpacked ?? file

  return {
    listed,

    async *chunks(signal, onRead) {
      const digests = startFileDigests(digestsListed(listed))
      const packed = fileChunks({ file, bytes: listed.bytes, signal }, (chunk) => {
        digests.update(chunk)
        onRead(chunk.length)
      })
      if (unpacked === undefined) yield* packed
      else {
        for await (const chunk of decompressed(packed, listed.file)) {
          await writeAll(unpacked, chunk, place.temporaryFolder)
          yield chunk
        }
      }
      return digests.end()
    },

    read: (start, end) => readAt(text, start, end),

    async checkUnchanged() {
      const { size, mtimeMs } = await file.stat()
      const isSame = size === opened.size && mtimeMs === opened.mtimeMs
      const named = isSame ? await stat(path).catch(() => undefined) : undefined
      if (named?.ino !== opened.ino) throw changedExport(shownFolder, listed.file)
    },

    async close() {
      await file.close()
      await unpacked?.close()
    },
  }
}

/** Data compresses to a thousandth only when it says the same thing over and over. */
const MOST_LINES_A_BYTE = 1000

/** What is not as it is listed; room is made for so many lines as are listed, so they must be possible. */
function faultOf({ bytes, records }: ManifestShard, opened: Stats): string | undefined {
  if (!opened.isFile()) return `${bytes} bytes, saw no file`
  if (opened.size !== bytes) return `${bytes} bytes, saw ${opened.size}`
  return records > MOST_LINES_A_BYTE * bytes
    ? `${records} lines, saw only ${bytes} bytes`
    : undefined
}

interface Packed {
  readonly file: FileHandle
  readonly bytes: number
  readonly signal: AbortSignal
}

async function* fileChunks(
  { file, bytes, signal }: Packed,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < bytes; at += CHUNK_BYTES) {
    signal.throwIfAborted()
    const chunk = await readAt(file, at, Math.min(at + CHUNK_BYTES, bytes))
    onChunk(chunk)
    yield chunk
  }
}

async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - start)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `loradex-explore-${randomUUID()}`)
  try {
    const file = await open(path, 'wx+')
    await unlink(path)
    return file
  } catch (cause) {
    throw noScratch(folder, cause)
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, folder: string): Promise<void> {
  for (let from = 0; from < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, from).catch((cause: unknown) => {
      throw noScratch(folder, cause)
    })
    from += bytesWritten
  }
}
