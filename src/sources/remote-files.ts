import { LoradexError } from '../kernel/error.js'

/** What a file was like at a time. */
interface RemoteState {
  readonly bytes: number
  readonly mtimeMs: number
}

/** Files that are named by URIs and reached by way of somebody else, such as the driver of a cluster. */
export interface RemoteFiles {
  /** URIs of the files that match a pattern with `*`, `?`, `[ab]` and `{a,b}`; no folders, in any order. */
  list(pattern: string): Promise<readonly string[]>
  stat(uri: string): Promise<RemoteState>
  /** So many bytes from a position on; fails when there are fewer. */
  read(uri: string, start: number, length: number): Promise<Buffer>
}

/** `hdfs://…`, `s3a://…`; a letter alone is a drive. */
export function isUri(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\//iu.test(path)
}

export function noRemoteFiles(uri: string): LoradexError {
  return new LoradexError('source.unreadable', {
    message: `${uri}: expected a path of this machine, saw a URI`,
    details: { input: uri },
    hint: 'Pass --engine spark to have a cluster read it.',
  })
}
