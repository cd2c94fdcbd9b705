import { stopwatch, type Stopwatch } from './stopwatch.js'

/** When it is time to write down how far an export has come. */
export interface CheckpointPace {
  isDue(): boolean
  /** A checkpoint is under way. The watch, which runs, is for how long it holds the work up. */
  start(): Stopwatch
  /** It held the work up for `heldMs`, and was durable after `allMs`. */
  made(heldMs: number, allMs: number): void
}

/** At most a fiftieth of the time: more costs more than it saves. */
const REST = 50
/** The first one comes late, as most exports end before; then what is lost by an end is to be little. */
const NEXT = 5
/** On a disk that takes seconds a sync, so that an end costs no minute. */
const LONGEST_REST_MS = 5000

/** Measured from now on, so that short exports write nothing down; 0 is after every part. */
export function checkpointPace(
  firstMs: number,
  now: () => number = () => performance.now(),
): CheckpointPace {
  let next = now() + firstMs
  let heldBefore = 0
  return {
    isDue: () => firstMs === 0 || now() >= next,
    start() {
      next = Infinity
      return stopwatch()
    },
    made(heldMs, allMs) {
      // Of two, as one may have been held up itself, by other programs or by code that was new.
      const held = Math.min(heldMs, heldBefore)
      heldBefore = heldMs
      const rest = Math.min(Math.max(REST * held, allMs), LONGEST_REST_MS)
      next = now() + Math.max(firstMs / NEXT, rest)
    },
  }
}
