import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskFailure } from '../../kernel/disk-failure.js'
import { digestIn, type PublishedRelease } from '../published-release.js'
import { conflict } from '../registry-failure.js'
import { artifactName } from '../wandb/run-records.js'

export interface FolderVersion {
  /** `<folder>/<adapter>/<version>` */
  readonly path: string
  readonly existed: boolean
}

/**
 * Copies a release to where a file host serves it. It appears as a whole or not at all; a second time
 * changes nothing.
 * @throws `registry.conflict` where the version has other files
 */
export async function publishToFolder(
  release: PublishedRelease,
  { folder }: { readonly folder: string },
): Promise<FolderVersion> {
  const { adapter_id, adapter_version } = release.adapter.metadata
  const path = join(folder, artifactName(adapter_id), artifactName(adapter_version))
  if ((await stat(path).catch(() => undefined)) !== undefined) {
    if ((await digestIn(path)) === release.digest) return { path, existed: true }
    throw conflict(artifactName(adapter_id), adapter_version)
  }
  const copy = `${path}.new`
  try {
    await rm(copy, { recursive: true, force: true })
    for (const { name } of release.files) {
      await mkdir(dirname(join(copy, name)), { recursive: true })
      await copyFile(join(release.folder, name), join(copy, name))
    }
    await rename(copy, path)
  } catch (cause) {
    throw diskFailure(path, cause)
  }
  return { path, existed: false }
}
