import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { systemSeen } from '../../kernel/system-failure.js'
import { modelInvalid } from './model-failure.js'

/** A folder that holds a model. */
export interface ModelPlace {
  readonly folder: string
  /** As the user typed it. */
  readonly shown: string
  /** The folder that links may lead into. @default none: links are refused */
  readonly linksInto?: string
}

/**
 * The folder itself; in the cache of the Hub, where `snapshots/<commit>` holds links into `blobs`, that
 * snapshot. A repository of the cache stands for the snapshot of its `main`.
 * @throws `model.invalid`
 */
export async function findModel(path: string, shown: string = path): Promise<ModelPlace> {
  const folder = await realpath(path).catch((cause: unknown) => {
    throw noFolder(shown, systemSeen(cause), cause)
  })
  if (!(await stat(folder)).isDirectory()) throw noFolder(shown, 'a file')
  if (isRepository(folder)) return snapshotOf(folder, shown)
  const repository = dirname(dirname(folder))
  if (basename(dirname(folder)) !== 'snapshots' || !isRepository(repository)) {
    return { folder, shown }
  }
  return { folder, shown, linksInto: join(repository, 'blobs') }
}

function isRepository(folder: string): boolean {
  return /^(?:models|datasets)--/u.test(basename(folder))
}

async function snapshotOf(repository: string, shown: string): Promise<ModelPlace> {
  const commit = await readPlainText(join(repository, 'refs', 'main')).catch(() => '')
  const folder = join(repository, 'snapshots', commit.trim())
  if (!/^[\da-f]{40}$/u.test(commit.trim())) throw noFolder(shown, 'a cache without a main branch')
  await stat(folder).catch((cause: unknown) => {
    throw noFolder(shown, 'a cache without the snapshot of its main branch', cause)
  })
  return { folder, shown, linksInto: join(repository, 'blobs') }
}

function noFolder(shown: string, seen: string, cause?: unknown): Error {
  return modelInvalid(shown, {
    expected: 'the folder of a model',
    seen,
    hint: 'Name the folder that holds the files of the model.',
    cause,
  })
}
