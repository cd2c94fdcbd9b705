import { realpath } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import { namedFiles } from './named-files.js'
import { isUri } from './remote-files.js'

/** Files of the export itself, which are no input. */
export interface OwnFiles {
  /** Those that lie in none of its folders, wherever links to folders lead. */
  leaveOut<File extends FoundFile>(files: readonly File[]): Promise<readonly File[]>
  /** What was left out, in one line. */
  lines(): readonly string[]
}

interface FoundFile {
  readonly input: string
  readonly path: string
}

/** Folders that are not there have no files. */
export async function ownFiles(folders: readonly string[]): Promise<OwnFiles> {
  const real = new Map<string, string | undefined>()
  const realFolder = async (path: string): Promise<string | undefined> => {
    if (isUri(path)) return path
    if (!real.has(path)) real.set(path, await realpath(path).catch(() => undefined))
    return real.get(path)
  }
  const own = await Promise.all(folders.map(realFolder))
  const left = namedFiles(['is', 'are', 'no input, as the export is written there'])

  async function isOwn({ path }: FoundFile): Promise<boolean> {
    const folder = await realFolder(isUri(path) ? path : dirname(path))
    return own.some((one) => one !== undefined && folder !== undefined && isWithin(folder, one))
  }

  return {
    async leaveOut(files) {
      if (own.every((folder) => folder === undefined)) return files
      const others: (typeof files)[number][] = []
      for (const file of files) {
        if (await isOwn(file)) left.add(file.input)
        else others.push(file)
      }
      return others
    },
    lines: () => left.lines(),
  }
}

function isWithin(path: string, folder: string): boolean {
  const end = isUri(folder) ? '/' : sep
  return path === folder || path.startsWith(folder.endsWith(end) ? folder : folder + end)
}
