import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { createChance, type Chance } from '../lanes/chance.js'
import {
  hasBegun,
  inKillFolder,
  isLocked,
  isWriting,
  locksIn,
  makeReady,
  oftenWritten,
  undisturbed,
  visible,
  type Job,
  type Undisturbed,
} from './killed-export.js'

export interface KillOptions {
  readonly seed: number
  /** Whichever comes first ends it, once an export was gone on with and one has come to its end. */
  readonly kills: number
  readonly seconds: number
  readonly job: Job
}

export interface Kills {
  readonly kills: Readonly<Record<Victim, number>>
  readonly exports: number
  /** Runs that went on with what an earlier one had done. */
  readonly resumed: number
  readonly faults: readonly string[]
}

/** The program, one of its threads, or the shell that has started it and goes without it. */
type Victim = 'process' | 'worker' | 'parent'

/** Rarely a parent: without it the export comes to its end, which takes long. */
const victims: readonly Victim[] = [
  ...Array.from({ length: 7 }, () => 'process' as const),
  'worker',
  'worker',
  'parent',
]
const main = resolve('dist/bundle/main.cjs')

/** Exports until they come to their end, with something of them killed at any time. */
export function killOften({ seed, kills: most, seconds, job }: KillOptions): Promise<Kills> {
  return inKillFolder(job.compression, async (folder) => {
    const whole = await undisturbed(folder, job)
    const chance = createChance(seed)
    const kills = { process: 0, worker: 0, parent: 0 }
    const counts = { exports: 0, resumed: 0 }
    const faults: string[] = []
    const end = performance.now() + seconds * 1000
    const isDone = (): boolean =>
      kills.process + kills.worker + kills.parent >= most ||
      (performance.now() > end && counts.exports > 0 && counts.resumed > 0)
    while (faults.length === 0 && !isDone()) {
      const victim = chance.pick(victims)
      const run = await exportAndKill(folder, {
        victim,
        args: whole.args,
        ...killTime(chance, folder, whole),
      })
      if (run.isKilled) kills[victim] += 1
      if (run.stderr.includes('resumed after')) counts.resumed += 1
      const isEnd = run.exitCode === 0 || run.stderr.includes('export.target-exists')
      if (!isEnd && !run.isKilled) faults.push(run.stderr)
      faults.push(...(await faultsIn(folder, whole, isEnd)))
      if (!isEnd) continue
      counts.exports += 1
      await makeReady(folder, job)
    }
    return { kills, ...counts, faults }
  })
}

/** What is visible is whole at any time, and all there is once the export has come to its end. */
async function faultsIn(
  folder: string,
  { digests }: Undisturbed,
  isEnd: boolean,
): Promise<readonly string[]> {
  const seen = await visible(folder)
  const left = (await readdir(folder)).filter((name) => name.startsWith('.'))
  return [
    ...(seen && !isDeepStrictEqual(seen, digests) ? ['what is visible is not whole'] : []),
    ...(isEnd && !seen ? ['there is no export'] : []),
    ...(isEnd && left.length > 0 ? [`left: ${left.join(' ')}`] : []),
  ]
}

/** Most often while records are read and files written, which is the later part. */
function killTime(chance: Chance, folder: string, whole: Undisturbed): KillTime {
  if (chance.is(0.1)) return { from: 'start', ms: chance.below(whole.ms) }
  // One that goes on has its journal when it starts, and less to do: some of them come to their end.
  const most = hasBegun(folder)
    ? whole.lockedMs * chance.pick([0.2, 0.4, 0.8])
    : whole.writingMs * 0.8
  return { from: 'journal', ms: chance.below(most) }
}

interface Kill extends KillTime {
  readonly victim: Victim
  readonly args: readonly string[]
}

interface KillTime {
  readonly from: 'start' | 'journal'
  readonly ms: number
}

interface KilledRun {
  readonly exitCode: number | null
  readonly isKilled: boolean
  readonly stderr: string
}

async function exportAndKill(
  folder: string,
  { victim, args: exportArgs, from, ms }: Kill,
): Promise<KilledRun> {
  const command = [process.execPath, main, ...exportArgs]
  const [file = '', ...args] =
    victim === 'parent' ? ['sh', '-c', '"$@"; exit $?', 'sh', ...command] : command
  const before = locksIn(folder)
  const end = new AbortController()
  const child = spawn(file, args, {
    cwd: folder,
    env: { ...process.env, ...oftenWritten, ...(victim === 'worker' && workerThatDies(ms)) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<readonly [number | null, string | null]>((done) => {
    child.once('exit', (exitCode, signal) => {
      end.abort()
      done([exitCode, signal])
    })
  })
  if (victim !== 'worker') {
    const begun = from === 'start' ? Promise.resolve() : isBegun(folder, before, end.signal)
    void begun.then(async () => {
      await pause(ms)
      child.kill('SIGKILL')
    })
  }
  // Of a parent that was killed the program writes on, until it has ended as well.
  const [[exitCode, signal], stderr] = await Promise.all([ended, text(child.stderr)])
  if (victim === 'parent') await pause(5)
  const isKilled = signal === 'SIGKILL' || stderr.includes('export.worker-died')
  return { exitCode, isKilled, stderr }
}

async function isBegun(
  folder: string,
  before: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await isLocked(folder, before, signal)
  await isWriting(folder, signal)
}

/** Loaded by the program and by each of its threads. */
function workerThatDies(ms: number): Readonly<Record<string, string>> {
  const code = `import { isMainThread, threadId } from 'node:worker_threads'
if (!isMainThread && threadId === 1) setTimeout(() => process.exit(1), ${Math.round(ms / 4)})`
  return { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(code)}"` }
}
