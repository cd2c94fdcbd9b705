import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { damagedExport } from '../../explore/export-failure.js'
import type { ReadManifest } from '../../explore/read-manifest.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemSeen } from '../../kernel/system-failure.js'

export interface ListingExport {
  readonly folder: string
  /** As the user typed it. */
  readonly shown: string
  readonly manifest: Pick<ReadManifest, 'files'>
}

/**
 * A document of an export, as its manifest lists it.
 * @throws `export.damaged` where it is missing, or another one
 */
export async function readListedFile(
  name: string,
  { folder, shown, manifest }: ListingExport,
): Promise<Buffer> {
  const listed = manifest.files[name]
  const expected =
    listed === undefined
      ? 'a file that manifest.json lists'
      : `the file that manifest.json lists, with SHA-256 ${listed.slice(0, 12)}…`
  const refusal = (seen: string, cause?: unknown): Error => {
    const path = shortPath(`${shown.replace(/\/+$/u, '')}/${name}`)
    return damagedExport(shown, `${path}: expected ${expected}, saw ${seen}`, cause)
  }
  const bytes = await readPlainFile(join(folder, name)).catch((cause: unknown) => {
    throw refusal(systemSeen(cause), cause)
  })
  const found = createHash('sha256').update(bytes).digest('hex')
  if (listed === undefined) throw refusal('one that it does not list')
  if (found !== listed) throw refusal(`one with ${found.slice(0, 12)}…`)
  return bytes
}
