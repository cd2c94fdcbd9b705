import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const MEMORY_FOLDER = '/dev/shm'
/** The output, its work folder and its predecessor, each at most as large as the corpus. */
const ROOM_FACTOR = 3

/** On a memory file system where there is room, so that no disk is measured; gone when the program ends. */
export function temporaryFolder(corpusBytes) {
  const path = mkdtempSync(join(hasRoom(corpusBytes) ? MEMORY_FOLDER : tmpdir(), 'loradex-bench-'))
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  process.once('SIGINT', () => process.exit(130))
  return path
}

function hasRoom(corpusBytes) {
  if (!existsSync(MEMORY_FOLDER)) return false
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER)
  return bavail * bsize > ROOM_FACTOR * corpusBytes
}
