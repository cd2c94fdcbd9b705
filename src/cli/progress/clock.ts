/** Time as a command sees it. */
export interface Clock {
  /** Milliseconds since the program was started. */
  now(): number
  /** Calls back every so many milliseconds until it is stopped; keeps no process alive. */
  every(ms: number, callback: () => void): () => void
}

/** Tells the time and never calls back: what is said depends on no clock. */
export const stillClock: Clock = { now: () => performance.now(), every: () => () => {} }
