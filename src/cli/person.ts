import type { Readable, Writable } from 'node:stream'

/** Somebody who can be asked: both ends are a terminal. */
export interface Person {
  readonly input: Readable
  readonly output: Writable
}
