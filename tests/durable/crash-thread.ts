import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { crashOften, type CrashOptions, type Crashes } from './crash-often.js'

/** The same in a thread of its own. */
export async function crashInThread(options: CrashOptions): Promise<Crashes> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options })
  const [crashes] = (await once(worker, 'message')) as [Crashes]
  await worker.terminate()
  return crashes
}

if (!isMainThread) {
  // A program that dies is an error each time, and where it was takes longer to say than to go on.
  Error.stackTraceLimit = 0
  parentPort?.postMessage(await crashOften(workerData as CrashOptions))
}
