import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf } from '../kernel/error.js'
import { fail, ok, warn, type Check, type Finding } from './check.js'
import { formatBytes, MIB } from './format-bytes.js'

interface FolderOptions {
  readonly id: string
  readonly title: string
  /** Need not exist: then the nearest folder above it counts. */
  readonly folder: string
  /** What else to do, completing a sentence: `or set TMPDIR to another folder`. */
  readonly otherwise: string
}

const PROBE_BYTES = 64 * 1024
/** Less is soon full. */
const COMFORTABLE_BYTES = 1024 * MIB

/** Makes a folder, writes, syncs and renames a file in it, and removes all that again. */
export function writableFolder({ id, title, folder, otherwise }: FolderOptions): Check {
  return {
    id,
    title,
    async run() {
      const place = await nearestFolder(folder)
      try {
        await probe(place)
      } catch (cause) {
        return fail(`${place}: ${messageOf(cause)}`, `${adviceOn(cause, place)}, ${otherwise}.`)
      }
      return judgeSpace(place, otherwise)
    },
  }
}

async function judgeSpace(place: string, otherwise: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(place)
  const free = bavail * bsize
  const saw = `${place}: files can be written and renamed, ${formatBytes(free)} free`
  return free >= COMFORTABLE_BYTES ? ok(saw) : warn(saw, `Free some space, ${otherwise}.`)
}

async function nearestFolder(folder: string): Promise<string> {
  const isThere = await stat(folder).then(
    () => true,
    (cause: unknown) => codeOf(cause) !== 'ENOENT',
  )
  return isThere || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

async function probe(place: string): Promise<void> {
  const folder = join(place, `.loradex-doctor-${randomUUID()}`)
  try {
    await mkdir(folder)
    const [written, renamed] = [join(folder, 'written'), join(folder, 'renamed')]
    const file = await open(written, 'wx')
    try {
      await file.writeFile(new Uint8Array(PROBE_BYTES).fill(1))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(written, renamed)
    const { length } = await readFile(renamed)
    if (length !== PROBE_BYTES) throw new RangeError(`wrote ${PROBE_BYTES} bytes, read ${length}`)
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

function adviceOn(cause: unknown, place: string): string {
  switch (codeOf(cause)) {
    case 'EACCES':
    case 'EPERM':
      return `Give yourself the right to write in ${place}`
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Free some space'
    case 'EROFS':
      return `Mount the file system of ${place} for writing`
    case 'ENOTDIR':
      return `Make ${place} a folder: it is something else`
    default:
      return `Make ${place} a folder that can be written`
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}
