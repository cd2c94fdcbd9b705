import type { Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { LoradexError } from '../kernel/error.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { FileSnapshot } from './source.js'
import { lostFile, unreadableFile } from './unreadable-file.js'

/** What the user calls a file, and where it lies. */
export interface InputPath {
  readonly input: string
  readonly path: string
  readonly snapshot?: FileSnapshot
}

/** A regular file opened for reading by position. The opener closes it. */
export interface InputFile {
  readonly snapshot: FileSnapshot
  /** All bytes of the range; fails when the file has become shorter. */
  readRange(start: number, end: number, take?: (bytes: number) => Buffer): Promise<Buffer>
  /** How many bytes `readRange` has given. */
  bytesRead(): number
  /** Fails when the file is no longer what it was when it was opened. */
  checkUnchanged(): Promise<void>
  close(): Promise<void>
}

/** Opens what must be a regular file, in the state of `snapshot` when there is one. */
export async function openInputFile({ input, path, snapshot }: InputPath): Promise<InputFile> {
  // Asked before the file is opened: opening a FIFO would wait for its writer.
  const kind = await stat(path).catch((cause: unknown) => {
    throw unreadableFile(input, cause)
  })
  if (!kind.isFile()) throw notAFile(input, kind)
  const file = await open(path).catch((cause: unknown) => {
    throw unreadableFile(input, cause)
  })
  const opened = snapshot ?? snapshotOf(await file.stat())

  async function checkUnchanged(): Promise<void> {
    const { bytes, mtimeMs } = snapshotOf(await file.stat())
    if (bytes !== opened.bytes || mtimeMs !== opened.mtimeMs) throw changed(input)
  }

  let allRead = 0
  const inputFile: InputFile = {
    snapshot: opened,
    bytesRead: () => allRead,
    checkUnchanged,
    close: () => file.close(),
    async readRange(start, end, take = (length) => Buffer.allocUnsafeSlow(length)) {
      const bytes = take(end - start)
      for (let filled = 0; filled < bytes.length;) {
        const { bytesRead } = await file
          .read(bytes, filled, bytes.length - filled, start + filled)
          .catch((cause: unknown) => {
            throw lostFile(input, cause)
          })
        if (bytesRead === 0) throw changed(input)
        filled += bytesRead
      }
      allRead += bytes.length
      return bytes
    },
  }
  try {
    await checkUnchanged()
    return inputFile
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Every byte of the file, in order. */
export async function* fileChunks(
  file: InputFile,
  chunkBytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  const { bytes } = file.snapshot
  for (let at = 0; at < bytes; at += chunkBytes) {
    yield await file.readRange(at, Math.min(at + chunkBytes, bytes))
  }
}

const RANGE_CHUNK_BYTES = 256 * 1024

/** The bytes of a range, in order. */
export async function* fileRange(
  file: InputFile,
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<Buffer, void, undefined> {
  for (let at = start; at < end; at += RANGE_CHUNK_BYTES) {
    yield await file.readRange(at, Math.min(at + RANGE_CHUNK_BYTES, end))
  }
}

/** The file as it was when it had so many bytes. */
export function startOf(file: InputFile, bytes: number): InputFile {
  return { ...file, snapshot: { ...file.snapshot, bytes } }
}

/** Opens the file for as long as `use` yields; fails afterwards when the file has changed meanwhile. */
export async function* withInputFile(
  path: InputPath,
  use: (file: InputFile) => AsyncIterable<RecordBatch>,
): AsyncGenerator<RecordBatch, void, undefined> {
  const file = await openInputFile(path)
  try {
    for await (const batch of use(file)) yield { ...batch, inputBytes: file.bytesRead() }
    await file.checkUnchanged()
  } finally {
    await file.close()
  }
}

export function isSameSnapshot(left: FileSnapshot | undefined, right: FileSnapshot): boolean {
  return left?.bytes === right.bytes && left.mtimeMs === right.mtimeMs
}

function snapshotOf({ size, mtimeMs }: Stats): FileSnapshot {
  return { bytes: size, mtimeMs }
}

function notAFile(input: string, kind: Stats): LoradexError {
  const seen = kind.isDirectory() ? 'a folder' : 'a pipe, socket or device'
  return new LoradexError('source.not-a-file', {
    message: `${input}: expected a file, saw ${seen}`,
    details: { input },
    hint: kind.isDirectory()
      ? 'Name the files in it, for example with /*.jsonl at the end of the path.'
      : 'Copy the data into a file, or pipe it into a source of type stdin.',
  })
}

function changed(input: string): LoradexError {
  return new LoradexError('source.changed', {
    message: `${input}: expected the file as it was planned, saw it changed`,
    details: { input },
    hint: 'Export from a file that nobody is writing, then start again.',
  })
}
