import type { Disk } from '../../disk/disk.js'
import { replayHistory, type HistoryReader } from '../journal/history.js'

/** Where the history of a run lies, and how much of it counts. */
export interface HistoryPlace {
  readonly path: string
  readonly bytes: number
}

/** Tells what the run has done. */
export async function readHistory(
  disk: Disk,
  { path, bytes: length }: HistoryPlace,
  reader: HistoryReader,
): Promise<void> {
  const file = await disk.open(path, 'any')
  try {
    await replayHistory(file, { length, path }, reader)
  } finally {
    await file.close()
  }
}

/** SHA-256 of the records of each part that the history tells of, in hex, by its ordinal. */
export async function partDigests(
  disk: Disk,
  place: HistoryPlace,
): Promise<ReadonlyMap<number, string>> {
  const digests = new Map<number, string>()
  await readHistory(disk, place, {
    batch: () => undefined,
    partEnd: (part, sha256) => void (sha256 !== undefined && digests.set(part, sha256)),
  })
  return digests
}
