import { readFileSync, statSync, type Stats } from 'node:fs'
import { open, readFile, stat, type FileHandle } from 'node:fs/promises'

// Opening a pipe waits for its writer, without end and deaf to signals, and a device may have no end:
// so what is there is asked for first.

/** All bytes of a file. @throws as `readFile`, and for what is no file */
export async function readPlainFile(path: string): Promise<Buffer> {
  refuseEndless(path, await stat(path))
  return readFile(path)
}

/** The same, as text in UTF-8. */
export async function readPlainText(path: string): Promise<string> {
  return (await readPlainFile(path)).toString('utf8')
}

/** The same at once, where nothing else can go on. */
export function readPlainFileNow(path: string): Buffer {
  refuseEndless(path, statSync(path))
  return readFileSync(path)
}

/** A file to be read by position. @throws as `open`, and for what is no file */
export async function openPlainFile(path: string): Promise<FileHandle> {
  refuseEndless(path, await stat(path))
  return open(path, 'r')
}

/** Pipes that a shell has opened for this process (`<(…)`), and what ends at once. */
const given = /^\/(?:dev\/(?:stdin|null|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/u

/** Of a folder, the system says what it is. */
function refuseEndless(path: string, kind: Stats): void {
  if (kind.isFile() || kind.isDirectory() || given.test(path)) return
  throw Object.assign(new Error('not a file'), { code: 'NOT_A_FILE' })
}
