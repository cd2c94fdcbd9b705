import { setTimeout as wait } from 'node:timers/promises'
import { fail, ok, warn, type Check } from './check.js'
import { RELEASED_ON } from './released-on.js'

export interface Clocks {
  /** Milliseconds since 1970, which someone may set. */
  wall(): number
  /** Milliseconds since any moment, which nobody sets. */
  steady(): number
}

/** So long is looked whether both clocks go alike. */
const WATCH_MS = 50
const MOST_APART_MS = 1000
/** A wall clock beyond this is set wrong rather than loradex that old. */
const LAST_YEAR = 2100

const systemClocks: Clocks = { wall: Date.now, steady: () => performance.now() }

/**
 * Whether the clock can be right, as far as that shows without a network: dates in metadata and the
 * freshness of records depend on it.
 */
export function clock({ wall, steady }: Clocks = systemClocks): Check {
  return {
    id: 'clock',
    title: 'clock',
    async run() {
      const [wallBefore, steadyBefore] = [wall(), steady()]
      const saw = new Date(wallBefore).toISOString()
      const advice = 'Set the clock of the machine, best by a time service.'
      if (wallBefore < Date.parse(RELEASED_ON)) {
        return fail(`${saw}, before this loradex was made (${RELEASED_ON})`, advice)
      }
      if (new Date(wallBefore).getUTCFullYear() > LAST_YEAR) return fail(saw, advice)
      await wait(WATCH_MS)
      const apart = wall() - wallBefore - (steady() - steadyBefore)
      if (Math.abs(apart) <= MOST_APART_MS) return ok(saw)
      return warn(`${saw}; it jumped by ${Math.round(apart)} ms while it was watched`, advice)
    },
  }
}
