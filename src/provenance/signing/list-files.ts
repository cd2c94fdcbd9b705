import { isUtf8 } from 'node:buffer'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { systemSeen } from '../../kernel/system-failure.js'
import { byCodePoints, isIgnored, isSafeName } from './file-names.js'
import { modelInvalid } from './model-failure.js'
import type { ModelPlace } from './model-place.js'
import { otherName } from './portable-names.js'

export interface ModelFile {
  /** Relative, with `/`. */
  readonly name: string
  /** To open; of a link, where it leads. */
  readonly path: string
}

/** More are no model, and a mistake. */
const MOST_FILES = 100_000

/**
 * All files but those that are ignored, in the order in which they are signed. A link counts as what
 * it leads to where the place says it may, and is an error elsewhere.
 * @throws `model.invalid`
 */
export async function listFiles(
  place: ModelPlace,
  ignored: readonly string[],
): Promise<readonly ModelFile[]> {
  const files: ModelFile[] = []
  await collect(place, '', { files, ignored })
  return files.toSorted((left, right) => byCodePoints(left.name, right.name))
}

interface Collection {
  readonly files: ModelFile[]
  readonly ignored: readonly string[]
}

async function collect(place: ModelPlace, below: string, into: Collection): Promise<void> {
  const { folder, shown } = place
  const names = await readdir(join(folder, below), { encoding: 'buffer' }).catch(
    (cause: unknown) => {
      throw modelInvalid(shown, {
        expected: 'the folder of a model',
        seen: systemSeen(cause),
        hint: 'Name a folder that you may read.',
        cause,
      })
    },
  )
  for (const bytes of names) {
    const name = below === '' ? bytes.toString() : `${below}/${bytes.toString()}`
    if (isIgnored(name, into.ignored)) continue
    if (!isUtf8(bytes) || !isSafeName(name)) throw otherName(shown, JSON.stringify(name))
    await add(place, name, into)
  }
}

async function add(place: ModelPlace, name: string, into: Collection): Promise<void> {
  const path = join(place.folder, name)
  const entry = await lstat(path)
  if (entry.isDirectory()) return collect(place, name, into)
  const target = entry.isSymbolicLink() ? await followed(place, name) : path
  if (!entry.isSymbolicLink() && !entry.isFile()) throw noFile(place.shown, name)
  if (into.files.length >= MOST_FILES) {
    throw modelInvalid(place.shown, {
      expected: 'at most 100,000 files',
      seen: 'more',
      hint: 'Name the folder of one model.',
    })
  }
  into.files.push({ name, path: target })
}

/** Where a link leads, if that is a file and within what the place allows. */
async function followed({ folder, shown, linksInto }: ModelPlace, name: string): Promise<string> {
  const target = await realpath(join(folder, name)).catch(() => undefined)
  const isWithin =
    target !== undefined && linksInto !== undefined && target.startsWith(`${linksInto}${sep}`)
  if (isWithin && (await stat(target)).isFile()) return target
  throw modelInvalid(shown, {
    expected: 'files and folders',
    seen: `a link at ${name}`,
    hint: 'Put a copy of the file in place of the link, or leave it out.',
  })
}

function noFile(shown: string, name: string): Error {
  return modelInvalid(shown, {
    expected: 'files and folders',
    seen: `something else at ${name}`,
    hint: 'Remove the pipe, socket or device from the folder.',
  })
}
