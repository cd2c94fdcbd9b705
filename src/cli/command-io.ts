import type { Person } from './person.js'

/** What a command may touch of the world around it. */
export interface CommandIo {
  /** A line of results, and nothing else. */
  stdout(line: string): void
  /** A line for a person. */
  stderr(line: string): void
  /** Replaces the last line on a terminal; absent elsewhere. */
  readonly status?: (line: string) => void
  /** Absent where nobody can be asked. */
  readonly person?: Person
  readonly stdin: AsyncIterable<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that paths on the command line start from. */
  readonly cwd: string
  readonly signal: AbortSignal
}
