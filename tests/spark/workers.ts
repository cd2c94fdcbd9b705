import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Processes of workers that this one has started, by way of Spark. */
export function workersOf(pid: number = process.pid): readonly number[] {
  const parents = new Map<number, number>()
  const workers: number[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const [stat, command] = [readText(`/proc/${name}/stat`), readText(`/proc/${name}/cmdline`)]
    parents.set(Number(name), Number(/\) \S (\d+)/u.exec(stat)?.[1]))
    if (/spark-worker\.mjs\0(?:task|shard)\0/u.test(command)) workers.push(Number(name))
  }
  return workers.filter((worker) => isBelow(worker, pid, parents))
}

function isBelow(pid: number, ancestor: number, parents: ReadonlyMap<number, number>): boolean {
  for (let each: number | undefined = pid; each; each = parents.get(each)) {
    if (each === ancestor) return true
  }
  return false
}

/** Ends so many workers without a word, one after the other, as they appear; tells how many it has. */
export async function killWorkers(count: number, until: AbortSignal): Promise<number> {
  const killed = new Set<number>()
  while (killed.size < count && !until.aborted) {
    const [worker] = workersOf().filter((pid) => !killed.has(pid))
    if (worker === undefined) {
      await setTimeout(20)
      continue
    }
    killed.add(worker)
    try {
      process.kill(worker, 'SIGKILL')
    } catch {
      killed.delete(worker)
    }
    await setTimeout(300)
  }
  return killed.size
}

/** A process that has just ended, or whose rights are not ours. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
