import { spawnSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { exportArgs, exportOnce, oftenWritten, visible } from './killed-export.js'

/** Calls by which an export makes anything durable; `openat` of its own files alone. */
export const CALLS = [
  'pwrite64',
  'pwritev',
  'fdatasync',
  'fsync',
  'rename',
  'unlink',
  'rmdir',
  'ftruncate',
  'mkdir',
  'openat',
] as const
type Call = (typeof CALLS)[number]

/** What becomes of a call, as strace writes it. */
export const FATES = [
  'signal=KILL',
  'error=ENOSPC',
  'error=EIO',
  'error=EDQUOT',
  'error=EMFILE',
] as const
type Fate = (typeof FATES)[number]

export interface Fault {
  readonly call: Call
  readonly fate: Fate
  /** Which call, from 1; with `+` all from there on. */
  readonly when: string
}

/** Files of an export by name, as strace knows no folders. */
const opened = ['plan', 'history', 'checkpoint-0', 'checkpoint-1'].map(
  (name) => `.out.loradex/journal/${name}`,
)
const documents = ['lock-1', 'output/report.json', 'output/manifest.json'].map(
  (name) => `.out.loradex/${name}`,
)
const series = ['train', 'test', 'rejects', 'per-sample']
const shards = series.flatMap((name) =>
  Array.from({ length: 20 }, (_, number) => `.out.loradex/output/${name}-${number}.unsealed`),
)

/** One thread does all file work, so that the n-th call of strace is the n-th of the program. */
const env = { UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0' }

function trace(folder: string, call: Call, options: readonly string[]): number | null {
  const paths = [...opened, ...documents, ...shards].flatMap((path) => ['-P', join(folder, path)])
  const program = [process.execPath, resolve('dist/bundle/main.js'), ...exportArgs]
  const chosen = call === 'openat' ? paths : []
  const args = ['-f', '-qq', '-e', `trace=${call}`, ...options, ...chosen, ...program]
  const { status } = spawnSync('strace', args, {
    cwd: folder,
    env: { ...process.env, ...oftenWritten, ...env },
    stdio: 'ignore',
  })
  return status
}

/** How often an export makes a call. The target is gone afterwards. */
export async function countCalls(folder: string, call: Call): Promise<number> {
  const log = join(folder, 'calls')
  trace(folder, call, ['-o', log])
  const text = await readFile(log, 'utf8')
  await rm(join(folder, 'out'), { recursive: true, force: true })
  await rm(log)
  return text.match(new RegExp(`${call}\\(`, 'gu'))?.length ?? 0
}

/**
 * Exports with the fault, and goes on without it. Answers what is wrong then, or nothing. The target is
 * gone afterwards.
 */
export async function withFault(
  folder: string,
  { call, fate, when }: Fault,
  digests: object,
): Promise<string | undefined> {
  const options = ['-o', '/dev/null', '-e', `inject=${call}:${fate}:when=${when}`]
  const status = trace(folder, call, options)
  const name = `${call} ${fate} when=${when}`
  const seen = await visible(folder)
  if (seen && !isDeepStrictEqual(seen, digests)) return `${name}: what is visible is not whole`
  if (status === 1) return `${name}: ended as by a bug`
  const { exitCode, stderr } = await exportOnce(folder)
  const isThere = exitCode === 0 || stderr.includes('export.target-exists')
  const isSame = isDeepStrictEqual(await visible(folder), digests)
  await rm(join(folder, 'out'), { recursive: true, force: true })
  if (!isThere) return `${name}: ${stderr}`
  return isSame ? undefined : `${name}: the export differs`
}

/** Why nothing can be injected here. */
export function whyNoStrace(): string | undefined {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0) return undefined
  return 'strace is not here, or may not trace'
}
