import { Worker } from 'node:worker_threads'

/** Threads that run parts. To start one takes a while: those started early load their code meanwhile. */
export interface PartThreads {
  /** Starts some before it is known what they are to do, until so many wait; nobody waits for them to end. */
  startEarly(count: number): void
  /** One that waits for its work. */
  take(): Worker
  /** Ends those that were not taken. */
  close(): Promise<void>
}

/** Of objects that are new. What threads make is gone soon: more would be memory that nobody needs. */
const YOUNG_MB = 4

/** @param entry Module that waits for a `PartWork`, makes its plan again and calls `serveParts`. */
export function partThreads(entry: URL): PartThreads {
  const early: Worker[] = []

  const start = (): Worker =>
    new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })

  /** What ends before it is taken is not missed. */
  function forget(worker: Worker): void {
    const place = early.indexOf(worker)
    if (place >= 0) early.splice(place, 1)
  }

  return {
    startEarly(count) {
      while (early.length < count) {
        const worker = start()
        worker.once('error', () => forget(worker))
        worker.once('exit', () => forget(worker))
        worker.unref()
        early.push(worker)
      }
    },
    take() {
      const worker = early.shift() ?? start()
      worker.ref()
      return worker
    },
    async close() {
      await Promise.all(early.splice(0).map((worker) => worker.terminate()))
    },
  }
}
