import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  exportOnce,
  makeReady,
  oftenWritten,
  visible,
  type Job,
  type Undisturbed,
} from './killed-export.js'

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

/** The export that calls fail in, and where. */
export interface Faulty extends Undisturbed {
  readonly folder: string
  readonly job: Job
}

/** What strace has seen of the export. */
interface Traced {
  /** Null where it was killed. */
  readonly status: number | null
  /** The calls, a line each. */
  readonly log: string
}

/** To stop at the traced calls alone is twice as quick; strace 6.1 gives no signal then. */
const quick = '--seccomp-bpf'

async function trace(
  { folder, args: exportArgs }: Faulty,
  call: Call,
  options: readonly string[],
): Promise<Traced> {
  const paths = [...opened, ...documents, ...shards].flatMap((path) => ['-P', join(folder, path)])
  const program = [process.execPath, resolve('dist/bundle/main.cjs'), ...exportArgs]
  const chosen = call === 'openat' ? paths : []
  const log = join(folder, 'calls')
  const args = ['-f', '-qq', '-o', log, '-e', `trace=${call}`, ...options, ...chosen, ...program]
  const strace = spawn('strace', args, {
    cwd: folder,
    env: { ...process.env, ...oftenWritten, ...env },
    stdio: 'ignore',
  })
  const [status] = (await once(strace, 'exit')) as [number | null]
  const text = await readFile(log, 'utf8')
  await rm(log)
  return { status, log: text }
}

/** How often an export makes a call. */
export async function countCalls(faulty: Faulty, call: Call): Promise<number> {
  const { log } = await trace(faulty, call, [quick])
  await makeReady(faulty.folder, faulty.job)
  return log.match(new RegExp(`${call}\\(`, 'gu'))?.length ?? 0
}

export interface FaultOutcome {
  /** Nothing happens where the export makes fewer calls than that. */
  readonly isInjected: boolean
  /** What is wrong after it. */
  readonly wrong?: string | undefined
}

/** Exports with the fault, and goes on without it. */
export async function withFault(
  faulty: Faulty,
  { call, fate, when }: Fault,
): Promise<FaultOutcome> {
  const isKilled = fate === 'signal=KILL'
  const inject = ['-e', `inject=${call}:${fate}:when=${when}`]
  const { status, log } = await trace(faulty, call, isKilled ? inject : [quick, ...inject])
  const isInjected = isKilled ? status === null : log.includes('(INJECTED)')
  const wrong = await wrongAfter(faulty, status)
  await makeReady(faulty.folder, faulty.job)
  return { isInjected, wrong: wrong && `${call} ${fate} when=${when}: ${wrong}` }
}

async function wrongAfter(
  { folder, args, digests }: Faulty,
  status: number | null,
): Promise<string | undefined> {
  const seen = await visible(folder)
  if (seen && !isDeepStrictEqual(seen, digests)) return 'what is visible is not whole'
  if (status === 1) return 'ended as by a bug'
  const { exitCode, stderr } = await exportOnce(folder, args)
  if (exitCode !== 0 && !stderr.includes('export.target-exists')) return stderr
  return isDeepStrictEqual(await visible(folder), digests) ? undefined : 'the export differs'
}

/** Why nothing can be injected here. */
export function whyNoStrace(): string | undefined {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0) return undefined
  return 'strace is not here, or may not trace'
}
