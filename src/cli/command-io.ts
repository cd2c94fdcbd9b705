import type { Person } from './person.js'
import type { Clock } from './progress/clock.js'
import type { Terminal } from './progress/terminal.js'

/** What a command may touch of the world around it. */
export interface CommandIo {
  /** A line of results, and nothing else. */
  stdout(line: string): void
  /** A line for a person. */
  stderr(line: string): void
  /** The same for what is odd without being wrong. @default a line that begins with `warning:` */
  readonly warn?: (text: string) => void
  /** Whether the program has the command, so that it can be named as a next step. @default no */
  readonly hasCommand?: (name: string) => boolean
  /** Where stderr leads; absent when that is no terminal. */
  readonly terminal?: Terminal
  /** Absent: nothing is said because time goes by. */
  readonly clock?: Clock
  /** Absent where nobody can be asked. */
  readonly person?: Person
  readonly stdin: AsyncIterable<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that paths on the command line start from. */
  readonly cwd: string
  /** Asks for an orderly end. The message of its reason is the name of the process signal, if any. */
  readonly signal: AbortSignal
  /**
   * Aborted right before the program ends without waiting for anything: because `signal` was not
   * obeyed at once, or because of what is its reason, which nobody caught.
   */
  readonly abandoned?: AbortSignal
  /** Of Node, without a `v`; only the process itself can tell. */
  readonly nodeVersion?: string
}
