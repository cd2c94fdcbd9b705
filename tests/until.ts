import { strict as assert } from 'node:assert'
import { setTimeout as pause } from 'node:timers/promises'

/** Far longer than anything that is waited for takes on a busy machine. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 2

/** Waits until something is so; fails, saying what was expected, when it never comes. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    assert.ok(performance.now() < deadline, `expected ${what} within ${PATIENCE_MS} ms`)
    await pause(PAUSE_MS)
  }
}
