import { constants, writevSync } from 'node:fs'
import {
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  type FileHandle,
} from 'node:fs/promises'
import { platform } from 'node:os'
import { diskFailure } from '../kernel/disk-failure.js'
import { lengthOfPieces, slicePieces } from '../kernel/pieces.js'
import { readPlainFile } from './plain-file.js'
import { syncFile, type Disk, type DiskFile } from './disk.js'

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL, COPYFILE_EXCL, COPYFILE_FICLONE } = constants

const flags = { any: O_RDWR | O_CREAT, new: O_RDWR | O_CREAT | O_EXCL }

/** What is said where a folder has nothing to sync. */
const NOTHING_TO_SYNC = ['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP']

/** What is said where a file can have one name only. */
const NO_LINKS = ['EPERM', 'EACCES', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** The file system of this machine. */
export const realDisk: Disk = {
  makeFolder: (path) => isDone(path, mkdir(path), ['EEXIST']),
  open: async (path, which) => realFile(path, await done(path, open(path, flags[which]))),
  read: (path) => unlessMissing(path, readPlainFile(path)),
  has: async (path) => (await unlessMissing(path, lstat(path))) !== undefined,
  list: (path) => unlessMissing(path, readdir(path)),
  rename: (from, to) => isDone(to, rename(from, to), ['ENOENT']),
  async link(from, to) {
    if (await isDone(to, link(from, to), NO_LINKS)) return
    await done(to, copyFile(from, to, COPYFILE_EXCL | COPYFILE_FICLONE))
    await syncFile(realDisk, to)
  },
  remove: (path) => done(path, rm(path, { recursive: true, force: true })),
  removeEmpty: (path) => isDone(path, rmdir(path), ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EBUSY']),

  async syncFolder(path) {
    if (platform() === 'win32') return
    const folder = await done(path, open(path, O_RDONLY))
    try {
      await isDone(path, folder.sync(), NOTHING_TO_SYNC)
    } finally {
      await folder.close()
    }
  },
}

function realFile(path: string, file: FileHandle): DiskFile {
  return {
    size: async () => (await done(path, file.stat())).size,
    changedAt: async () => (await done(path, file.stat())).mtimeMs,
    truncate: (length) => done(path, file.truncate(length)),
    sync: () => done(path, file.datasync()),
    close: () => done(path, file.close()),

    async read(at, length, memory = Buffer.allocUnsafeSlow(length)) {
      const bytes = memory.subarray(0, length)
      for (let filled = 0; filled < length;) {
        const step = file.read(bytes, filled, length - filled, at + filled)
        const { bytesRead } = await done(path, step)
        if (bytesRead === 0) return bytes.subarray(0, filled)
        filled += bytesRead
      }
      return bytes
    },

    // At once: to hand the bytes to another thread takes longer than the system takes for its copy.
    async write(pieces, at) {
      try {
        for (let rest = pieces, from = at; rest.length > 0;) {
          const written = writevSync(file.fd, rest, from)
          from += written
          rest = written < lengthOfPieces(rest) ? slicePieces(rest, written) : []
        }
      } catch (cause) {
        throw diskFailure(path, cause)
      }
    },
  }
}

async function done<Answer>(path: string, effect: Promise<Answer>): Promise<Answer> {
  return effect.catch((cause: unknown) => {
    throw diskFailure(path, cause)
  })
}

/** False when the system answers with one of the codes. */
async function isDone(
  path: string,
  effect: Promise<unknown>,
  codes: readonly string[],
): Promise<boolean> {
  try {
    await effect
    return true
  } catch (cause) {
    if (codes.includes(codeOf(cause))) return false
    throw diskFailure(path, cause)
  }
}

async function unlessMissing<Answer>(
  path: string,
  effect: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await effect
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause))) return undefined
    throw diskFailure(path, cause)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
