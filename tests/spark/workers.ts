import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

const worker = /spark-worker\.mjs\0(?:task|shard)\0/u
const executor = /CoarseGrainedExecutorBackend\0/u
const driver = /org\.apache\.spark\.deploy\.SparkSubmit\0/u

/** Processes of workers that this one has started, by way of Spark. */
export function workersOf(): readonly number[] {
  return below(worker)
}

export function executorsOf(): readonly number[] {
  return below(executor)
}

export function driversOf(): readonly number[] {
  return below(driver)
}

function below(pattern: RegExp): readonly number[] {
  const parents = new Map<number, number>()
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const [stat, command] = [readText(`/proc/${name}/stat`), readText(`/proc/${name}/cmdline`)]
    parents.set(Number(name), Number(/\) \S (\d+)/u.exec(stat)?.[1]))
    if (pattern.test(command)) found.push(Number(name))
  }
  return found.filter((pid) => isBelow(pid, process.pid, parents))
}

function isBelow(pid: number, ancestor: number, parents: ReadonlyMap<number, number>): boolean {
  for (let each: number | undefined = pid; each; each = parents.get(each)) {
    if (each === ancestor) return true
  }
  return false
}

/** Sends a signal to so many processes, one after the other, as they appear; tells how many got it. */
export async function signalEach(
  find: () => readonly number[],
  signal: NodeJS.Signals,
  { count, until }: { readonly count: number; readonly until: AbortSignal },
): Promise<number> {
  const got = new Set<number>()
  while (got.size < count && !until.aborted) {
    const [pid] = find().filter((each) => !got.has(each))
    if (pid === undefined) {
      await setTimeout(20)
      continue
    }
    got.add(pid)
    try {
      process.kill(pid, signal)
    } catch {
      got.delete(pid)
    }
    await setTimeout(300)
  }
  return got.size
}

/** Whether there are none, in the end: what was told to end needs a moment. */
export async function areGone(find: () => readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (find().length === 0) return true
    await setTimeout(50)
  }
  return false
}

/** Empty for a process that has just ended. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
