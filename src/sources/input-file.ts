import { closeSync, fstatSync, openSync, read, readSync, statSync, type Stats } from 'node:fs'
import { isLoradexError, LoradexError } from '../kernel/error.js'
import { systemFailure } from '../kernel/system-failure.js'
import type { RecordBatch } from '../records/record-batch.js'
import { isUri, noRemoteFiles, type RemoteFiles } from './remote-files.js'
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
  close(): void
}

/** Bytes by position, wherever they are. */
interface OpenFile {
  state(): FileSnapshot | Promise<FileSnapshot>
  /** Some bytes, at least one unless the file ends; tells how many. */
  readInto(bytes: Buffer, filled: number, at: number): number | Promise<number>
  close(): void
}

/**
 * Opens what must be a regular file, in the state of `snapshot` when there is one; `remote` is for a path that
 * is a URI.
 */
export async function openInputFile(place: InputPath, remote?: RemoteFiles): Promise<InputFile> {
  const { input, path, snapshot } = place
  const file = isUri(path) ? openRemote(path, remote) : openHere(place)
  const opened = snapshot ?? (await file.state())

  async function checkUnchanged(): Promise<void> {
    const { bytes, mtimeMs } = await file.state()
    if (bytes !== opened.bytes || mtimeMs !== opened.mtimeMs) throw changed(input)
  }

  async function readSome(bytes: Buffer, filled: number, at: number): Promise<number> {
    try {
      return await file.readInto(bytes, filled, at)
    } catch (cause) {
      throw isLoradexError(cause) ? cause : lostFile(input, cause)
    }
  }

  let allRead = 0
  const inputFile: InputFile = {
    snapshot: opened,
    bytesRead: () => allRead,
    checkUnchanged,
    close: file.close,
    async readRange(start, end, take = (length) => Buffer.allocUnsafeSlow(length)) {
      const bytes = take(end - start)
      for (let filled = 0; filled < bytes.length;) {
        const count = await readSome(bytes, filled, start + filled)
        if (count === 0) throw changed(input)
        filled += count
      }
      allRead += bytes.length
      return bytes
    },
  }
  try {
    await checkUnchanged()
    return inputFile
  } catch (error) {
    file.close()
    throw error
  }
}

/**
 * What takes no longer than to ask another thread for it is done at once: where a part begins, there is nothing
 * else to do.
 */
function openHere(place: InputPath): OpenFile {
  const { input, path } = place
  // Asked before the file is opened: opening a FIFO would wait for its writer.
  const kind = found(place, () => statSync(path))
  if (!kind.isFile()) throw notAFile(input, kind)
  const file = found(place, () => openSync(path, 'r'))
  return {
    state: () => snapshotOf(fstatSync(file)),
    readInto(bytes, filled, at) {
      const length = bytes.length - filled
      if (length <= MOST_AT_ONCE) return readSync(file, bytes, filled, length, at)
      return new Promise((resolve, reject) => {
        read(file, bytes, filled, length, at, (error, count) => {
          if (error) reject(error)
          else resolve(count)
        })
      })
    },
    close: () => closeSync(file),
  }
}

/** Bytes that are copied in less time than another thread needs to begin. */
const MOST_AT_ONCE = 64 * 1024

function found<Result>({ input, snapshot }: InputPath, ask: () => Result): Result {
  try {
    return ask()
  } catch (cause) {
    const isGone = snapshot !== undefined && systemFailure(cause)?.code === 'ENOENT'
    throw isGone ? removed(input, cause) : unreadableFile(input, cause)
  }
}

function openRemote(uri: string, remote: RemoteFiles | undefined): OpenFile {
  if (!remote) throw noRemoteFiles(uri)
  return {
    state: () => remote.stat(uri),
    async readInto(bytes, filled, at) {
      const length = Math.min(bytes.length - filled, MOST_REMOTE_BYTES)
      bytes.set(await remote.read(uri, at, length), filled)
      return length
    },
    close: () => undefined,
  }
}

/** Asked for at a time. */
const MOST_REMOTE_BYTES = 8 * 1024 * 1024

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
  remote?: RemoteFiles,
): AsyncGenerator<RecordBatch, void, undefined> {
  const file = await openInputFile(path, remote)
  try {
    for await (const batch of use(file)) yield { ...batch, inputBytes: file.bytesRead() }
    await file.checkUnchanged()
  } finally {
    file.close()
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

function removed(input: string, cause: unknown): LoradexError {
  return new LoradexError('source.changed', {
    message: `${input}: expected the file as it was planned, saw nothing of that name`,
    details: { input },
    hint: 'Put the file back, then start again.',
    cause,
  })
}
