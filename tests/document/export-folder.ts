import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for the exports of one test. */
export interface ExportFolder {
  readonly path: string
  /** A file of the export at `out`. */
  read(name: string): Promise<string>
  remove(): Promise<void>
}

export async function makeExportFolder(): Promise<ExportFolder> {
  const path = await mkdtemp(join(tmpdir(), 'document-'))
  return {
    path,
    read: (name) => readFile(join(path, 'out', name), 'utf8'),
    remove: () => rm(path, { recursive: true }),
  }
}

/** JSON text without the white space between its values. */
export function compact(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gu, '$1')
}
