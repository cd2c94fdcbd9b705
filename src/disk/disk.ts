/**
 * Every effect of an export on the file system that has to outlast a crash. What was not synced may
 * be lost then, in any order and in pieces; what was, stays. Paths are absolute. A failure is a
 * `LoradexError` of `diskFailure`.
 */
export interface Disk {
  /** False when something of that name is there. The folder around it exists. */
  makeFolder(path: string): Promise<boolean>
  /** For reading and writing; `new` fails where there is such a file, `any` takes it as it is. */
  open(path: string, which: 'new' | 'any'): Promise<DiskFile>
  /** All of a file; undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>
  /** Whether there is a file or folder. */
  has(path: string): Promise<boolean>
  /** Names in a folder; undefined where there is no such folder. */
  list(path: string): Promise<readonly string[] | undefined>
  /** False when there is nothing at `from`. Takes the place of a file or an empty folder. */
  rename(from: string, to: string): Promise<boolean>
  /**
   * Gives a durable file a second name, or makes a durable copy where the file system knows no such names:
   * neither is to be written to from then on.
   */
  link(from: string, to: string): Promise<void>
  /** A file, or a folder with all that is in it; nothing is no failure. */
  remove(path: string): Promise<void>
  /** False when there is no such folder, or it has something in it. */
  removeEmpty(path: string): Promise<boolean>
  /** Makes durable which names the folder holds. */
  syncFolder(path: string): Promise<void>
}

export interface DiskFile {
  size(): Promise<number>
  /** When its bytes were changed last, in milliseconds; of a file with other names the same for all of them. */
  changedAt(): Promise<number>
  /**
   * As many bytes as there are, `length` at most. They may be read into `memory`, which is not shorter: who
   * reads much that way spares the collector work.
   */
  read(at: number, length: number, memory?: Uint8Array): Promise<Uint8Array>
  /** All bytes of all pieces, one behind the other, which must not change until the answer. */
  write(pieces: readonly Uint8Array[], at: number): Promise<void>
  truncate(length: number): Promise<void>
  /** Makes durable what was written before the call; its name is the folder's matter. */
  sync(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** Makes durable what others have written into a file. */
export async function syncFile(disk: Disk, path: string): Promise<void> {
  const file = await disk.open(path, 'any')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
