import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { digestsOf } from '../end-to-end/read-export.js'
import { startLoradex, type Ended } from '../end-to-end/run-loradex.js'

const FILES = 16
const RECORDS = 60

const recipe = {
  source: { type: 'jsonl', path: 'in/*.jsonl' },
  metadata: { metadata_fields: ['topic'] },
  quality: { min_text_length: 8, skip_duplicates: true },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'question', ratios: { train: 0.8, test: 0.2 } },
  output: { shard_bytes: 9000, shard_records: 70 },
}

function recordOf(number: number): object {
  const answer = number % 11 === 3 ? 'short' : `It is ${'x'.repeat(number % 90)} ${number % 700}.`
  return { question: `What is ${number % 700}?`, answer, topic: `t${number % 5}` }
}

/** Small files, each a part of its own, and all that can happen to records. */
export async function inKillFolder<Result>(
  compression: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'durable-'))
  try {
    await mkdir(join(folder, 'in'))
    for (let file = 0; file < FILES; file += 1) {
      const lines = Array.from(
        { length: RECORDS },
        (_, index) => `${JSON.stringify(recordOf(file * RECORDS + index))}\n`,
      )
      await writeFile(join(folder, 'in', `${String(file).padStart(2, '0')}.jsonl`), lines.join(''))
    }
    const output = { ...recipe.output, compression }
    await writeFile(join(folder, 'loradex.yaml'), JSON.stringify({ ...recipe, output }))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** With a checkpoint after every part. */
export const oftenWritten = { LORADEX_CHECKPOINT_MS: '0', LORADEX_PROGRESS: 'none' }

/** An export that something happens to. */
export interface Job {
  readonly compression: string
  /** Threads beside the one that writes. */
  readonly workers: number
  /** In place of an export of the same bytes. */
  readonly replaces: boolean
}

export const JOBS: readonly Job[] = [
  { compression: 'none', workers: 1, replaces: false },
  { compression: 'gzip', workers: 1, replaces: true },
  { compression: 'zstd', workers: 2, replaces: false },
]

function exportArgs({ workers, replaces }: Omit<Job, 'compression'>): readonly string[] {
  const args = ['export', '--out', 'out', '--resume', '--workers', String(workers)]
  return replaces ? [...args, '--force'] : args
}

export async function exportOnce(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startLoradex(args, { cwd: folder, env: { ...oftenWritten, ...env } }).ended
}

/** Whether an export in the folder has begun its journal, and not come to its end. */
export function hasBegun(folder: string): boolean {
  return existsSync(join(folder, '.out.loradex', 'journal', 'plan'))
}

/** Names of the locks that are there: each run makes one of a name of its own. */
export function locksIn(folder: string): readonly string[] {
  const root = join(folder, '.out.loradex')
  return existsSync(root) ? readdirSync(root).filter((name) => name.startsWith('lock-')) : []
}

/** Resolves when a run that is started now has its lock, and as long as it waits for that. */
export async function isLocked(
  folder: string,
  before: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const hasLock = (): boolean => locksIn(folder).some((name) => !before.includes(name))
  while (!signal.aborted && !hasLock()) await pause(2)
}

/** Resolves when its journal is begun, too. */
export async function isWriting(folder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !hasBegun(folder)) await pause(2)
}

export interface Undisturbed {
  readonly args: readonly string[]
  readonly digests: object
  readonly ms: number
  /** Of that, since the run had its lock. */
  readonly lockedMs: number
  /** And since the journal was begun. */
  readonly writingMs: number
}

/** What the export comes to when nothing happens to it; `makeReady` has been called then. */
export async function undisturbed(folder: string, job: Job): Promise<Undisturbed> {
  const args = exportArgs(job)
  const end = new AbortController()
  const startedAt = performance.now()
  const exporting = exportOnce(folder, args).finally(() => end.abort())
  await isLocked(folder, [], end.signal)
  const lockedAt = performance.now()
  await isWriting(folder, end.signal)
  const begunAt = performance.now()
  const ended = await exporting
  if (ended.exitCode !== 0) throw new Error(ended.stderr)
  const endedAt = performance.now()
  const digests = await visible(folder)
  await makeReady(folder, job)
  return {
    args,
    digests: digests ?? {},
    ms: endedAt - startedAt,
    lockedMs: endedAt - lockedAt,
    writingMs: endedAt - begunAt,
  }
}

/** For another export, to be called when one has come to its end. */
export async function makeReady(folder: string, { replaces }: Job): Promise<void> {
  if (!replaces) await rm(join(folder, 'out'), { recursive: true, force: true })
}

/** Digests of what stands at the target. */
export async function visible(folder: string): Promise<object | undefined> {
  const target = join(folder, 'out')
  return existsSync(target) ? digestsOf(target) : undefined
}
