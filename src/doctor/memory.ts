import { availableParallelism, freemem, totalmem } from 'node:os'
import { fail, ok, warn, type Check } from './check.js'
import { formatBytes, MIB } from './format-bytes.js'
import { memoryLimit } from './memory-limit.js'

/** Peak of the full job on one worker, and what each further one takes (benchmarks/README.md). */
const ONE_WORKER_BYTES = 300 * MIB
const FURTHER_WORKER_BYTES = 75 * MIB

export interface MemoryFacts {
  readonly totalBytes: number
  readonly freeBytes: number
  /** Of the control group. */
  readonly limitBytes: number | undefined
  readonly workers: number
}

export function memoryFacts(): MemoryFacts {
  return {
    totalBytes: totalmem(),
    freeBytes: freemem(),
    limitBytes: memoryLimit(),
    workers: availableParallelism(),
  }
}

/** Whether an export on all cores has the memory it takes. */
export function memory(facts: () => MemoryFacts = memoryFacts): Check {
  return {
    id: 'memory',
    title: 'memory',
    run() {
      const { totalBytes, freeBytes, limitBytes = Infinity, workers } = facts()
      const usable = Math.min(freeBytes, limitBytes)
      const limit = limitBytes < totalBytes ? `, limited to ${formatBytes(limitBytes)}` : ''
      const saw = `${formatBytes(freeBytes)} free of ${formatBytes(totalBytes)}${limit}`
      const needed = ONE_WORKER_BYTES + (workers - 1) * FURTHER_WORKER_BYTES
      if (usable >= needed) return ok(saw)
      const fitting = 1 + Math.floor((usable - ONE_WORKER_BYTES) / FURTHER_WORKER_BYTES)
      if (fitting >= 1) {
        return warn(
          `${saw}; ${workers} workers take about ${formatBytes(needed)}`,
          `Pass --workers ${fitting}, or set LORADEX_WORKERS=${fitting}.`,
        )
      }
      return fail(
        `${saw}; an export takes about ${formatBytes(ONE_WORKER_BYTES)}`,
        'End other programs, or give the container more memory.',
      )
    },
  }
}
