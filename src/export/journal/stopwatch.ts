import { cpuUsage } from 'node:process'

/** Adds up for how long this thread was busy with something. */
export interface Stopwatch {
  start(): void
  stop(): void
  ms(): number
}

/** It is running. */
export function stopwatch(): Stopwatch {
  let sum = 0
  let startedAt = 0
  let usedBefore: NodeJS.CpuUsage | undefined

  const watch: Stopwatch = {
    start() {
      startedAt = performance.now()
      usedBefore = cpuUsage()
    },
    stop() {
      const { user, system } = cpuUsage(usedBefore)
      // The lesser of a clock that runs while others do, and work of which threads do a part.
      sum += Math.min(performance.now() - startedAt, (user + system) / 1000)
    },
    ms: () => sum,
  }
  watch.start()
  return watch
}
