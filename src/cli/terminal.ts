import type { Readable, Writable } from 'node:stream'

/** A person who can be asked. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
}
