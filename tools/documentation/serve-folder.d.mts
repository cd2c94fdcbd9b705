export interface FolderServer {
  /** Without a slash at its end. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the files of a folder on this machine only. */
export function serveFolder(folder: string): Promise<FolderServer>
