import type { Status } from './status.js'

/** Where lines for people go, and what is said there as time goes by. */
export interface Display {
  print(lines: string): void
  /** Takes away what changes, until it changes again. */
  giveWay(): void
  stopping(): void
  /** Says nothing more by itself. */
  close(): void
}

/** What a display tells time and status by. */
export interface Watch {
  /** As it is now. */
  status(): Status
  /** Since the program was started. */
  seconds(): number
  /** See `Clock`. */
  every(ms: number, callback: () => void): () => void
}
