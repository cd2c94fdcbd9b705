import { basename, join } from 'node:path'
import type { Disk } from '../../disk/disk.js'
import { LoradexError } from '../../kernel/error.js'
import type { ProcessId, Processes } from './this-process.js'

export interface Lock {
  release(): Promise<void>
}

export interface LockOptions {
  readonly disk: Disk
  readonly processes: Processes
  /** For messages: what the folder is for. */
  readonly target: string
}

const NAME = /^lock-(?<number>\d+)$/u

/** A process that makes a lock writes its name into it at once: one that stays empty was left. */
const PATIENCE = 20

/**
 * Makes a folder, unless it is there, and takes it for this process. Locks are numbered and made under a new name only, so that of many
 * who find one of a process that has ended one alone makes the next.
 * @throws `export.locked` when another process has the folder.
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<Lock> {
  const { disk, processes } = options
  for (;;) {
    await disk.makeFolder(folder)
    const names = await locksIn(disk, folder)
    for (const name of names) await refuseHeld(folder, name, options)
    const number = Number(NAME.exec(names.at(-1) ?? '')?.groups?.['number'] ?? 0) + 1
    const own = `lock-${number}`
    if (!(await makeLock(disk, join(folder, own), processes.self))) continue
    const release = (): Promise<void> => disk.remove(join(folder, own))
    // The folder may have been removed and made again since its locks were listed.
    const others = (await locksIn(disk, folder)).filter((name) => name !== own)
    try {
      for (const name of others) await refuseHeld(folder, name, options)
    } catch (error) {
      await release()
      throw error
    }
    for (const name of others) await disk.remove(join(folder, name))
    return { release }
  }
}

export function isLock(name: string): boolean {
  return NAME.test(name)
}

async function locksIn(disk: Disk, folder: string): Promise<readonly string[]> {
  const names = ((await disk.list(folder)) ?? []).filter(isLock)
  return names.toSorted((left, right) => Number(left.slice(5)) - Number(right.slice(5)))
}

async function makeLock(disk: Disk, path: string, self: ProcessId): Promise<boolean> {
  let file
  try {
    file = await disk.open(path, 'new')
  } catch (error) {
    // Somebody was faster, or has removed the folder.
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return false
    throw error
  }
  try {
    await file.write([Buffer.from(`${JSON.stringify(self)}\n`)], 0)
  } finally {
    await file.close()
  }
  return true
}

function codeOf(error: unknown): string {
  const cause = error instanceof LoradexError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

async function refuseHeld(folder: string, name: string, options: LockOptions): Promise<void> {
  const { processes } = options
  const holder = await readHolder(join(folder, name), options)
  if (holder === undefined) return
  const isRunning = processes.isRunning(holder)
  if (isRunning === false) return
  const where =
    isRunning === undefined ? ` on ${holder.scope.split(' ')[0] ?? 'another machine'}` : ''
  const { target } = options
  throw new LoradexError('export.locked', {
    message: `${target}: expected no other export to it, saw one that runs as process ${holder.pid}${where}`,
    details: { target, pid: holder.pid },
    hint:
      isRunning === undefined
        ? `Wait until it has ended, or remove ${basename(folder)}/${name} when it runs no more.`
        : 'Wait until it has ended, or name another folder with --out.',
  })
}

/** Undefined when the lock is gone, or was never written. */
async function readHolder(
  path: string,
  { disk, processes }: LockOptions,
): Promise<ProcessId | undefined> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const text = Buffer.from((await disk.read(path)) ?? '\n').toString()
    if (text.endsWith('\n')) return text.length > 1 ? parseHolder(text) : undefined
    await processes.wait()
  }
  return undefined
}

function parseHolder(text: string): ProcessId | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by makeLock
    return JSON.parse(text) as ProcessId
  } catch {
    return undefined
  }
}
