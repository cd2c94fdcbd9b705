import { stat } from 'node:fs/promises'
import { LoradexError } from '../kernel/error.js'
import type { FileSnapshot } from './source.js'

/** State of a SQLite database: its file together with the write-ahead log, where new rows wait. */
export async function sqliteSnapshot(path: string): Promise<FileSnapshot> {
  const main = await stat(path)
  const log = await stat(`${path}-wal`).catch(() => undefined)
  // A reader may itself create an empty log, which changes nothing.
  if (log === undefined || log.size === 0) return { bytes: main.size, mtimeMs: main.mtimeMs }
  return { bytes: main.size + log.size, mtimeMs: Math.max(main.mtimeMs, log.mtimeMs) }
}

/** @throws `source.changed` when the database is not as it was planned. */
export async function checkSqliteSnapshot(
  path: string,
  input: string,
  planned: FileSnapshot | undefined,
): Promise<void> {
  const { bytes, mtimeMs } = await sqliteSnapshot(path)
  if (planned === undefined || (bytes === planned.bytes && mtimeMs === planned.mtimeMs)) return
  throw new LoradexError('source.changed', {
    message: `${input}: expected the database as it was planned, saw it changed`,
    details: { input },
    hint: 'Export from a copy of the database, or while nobody writes to it.',
  })
}
