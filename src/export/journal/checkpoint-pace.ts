/** When it is time to write down how far an export has come. */
export interface CheckpointPace {
  isDue(): boolean
  /** A checkpoint is under way. */
  started(): void
  /** It held the work up for `heldMs`, and was durable after `allMs`. */
  made(heldMs: number, allMs: number): void
}

/** At most a fiftieth of the time: more costs more than it saves. */
const REST = 50

/** Measured from now on, so that short exports write nothing down; 0 is after every part. */
export function checkpointPace(
  everyMs: number,
  now: () => number = () => performance.now(),
): CheckpointPace {
  let next = now() + everyMs
  return {
    isDue: () => everyMs === 0 || now() >= next,
    started: () => void (next = Infinity),
    made: (heldMs, allMs) => void (next = now() + Math.max(everyMs, REST * heldMs, allMs)),
  }
}
