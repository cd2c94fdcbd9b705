import { Worker } from 'node:worker_threads'
import type { HostileResult } from './run-hostile.js'

/** The memory that no hostile schema may exceed. */
const MOST_MEGABYTES = 256

/** What came of every hostile schema, in a thread with that much memory. */
export function hostileResults(): Promise<readonly HostileResult[]> {
  const results: HostileResult[] = []
  const worker = new Worker(new URL('run-hostile.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })
  worker.on('message', (result: HostileResult) => results.push(result))
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => resolve(results))
  })
}
