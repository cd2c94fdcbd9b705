import type { TerminalFacts } from '../doctor/terminal.js'

/** What a command may touch of the world around it. */
export interface CommandIo {
  /** A line of results, and nothing else. */
  stdout(line: string): void
  /** A line for a person. */
  stderr(line: string): void
  /** Replaces the last line on a terminal; absent elsewhere. */
  readonly status?: (line: string) => void
  readonly stdin: AsyncIterable<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that paths on the command line start from. */
  readonly cwd: string
  readonly signal: AbortSignal
  /** What only the process itself can tell. */
  readonly runtime?: Runtime
}

interface Runtime {
  /** Without a `v`. */
  readonly nodeVersion: string
  /** Of standard error; absent where that is no terminal. */
  readonly terminal?: TerminalFacts
}
