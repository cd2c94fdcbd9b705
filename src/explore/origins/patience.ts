import { setTimeout } from 'node:timers/promises'

/** How long a page waits for something that is being read. */
const PATIENCE_MS = 800

/** Waits for the promise, but no longer than a reader would. */
export async function patiently(promise: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  await Promise.race([promise, setTimeout(PATIENCE_MS, undefined, over).catch(() => undefined)])
  over.abort()
}
