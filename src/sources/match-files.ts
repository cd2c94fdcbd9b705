import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path'
import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { expandBraces, hasWildcard, segmentPattern } from './glob.js'
import { noFile, noMatch, onlyOwnFiles } from './no-match.js'
import { ownFiles } from './own-files.js'
import { isUri, noRemoteFiles, type RemoteFiles } from './remote-files.js'
import { unreadableFile } from './unreadable-file.js'

export interface FileChoice {
  /**
   * Paths or globs (`*`, `**`, `?`, `{a,b}`) with `/` between folders. A wildcard matches no name
   * that begins with a dot. A path that exists is taken as it is, whatever characters it has.
   */
  readonly path: string | readonly string[]
  /** What relative paths start from. */
  readonly baseFolder: string
  /** For paths that are URIs. @default they are refused */
  readonly remote?: RemoteFiles | undefined
  /** Folders that the export makes: patterns match nothing in them. @default none */
  readonly ownFolders?: readonly string[] | undefined
}

export interface MatchedFile {
  /** As the user spelled it, relative to the base folder, with `/` between folders. */
  readonly input: string
  readonly path: string
}

/**
 * Every file once: in the order of the patterns, and by code unit of the name within each.
 * @param onNote told of files in folders of the export
 * @throws `source.no-match` for a pattern that matches nothing.
 */
export async function matchFiles(
  choice: FileChoice,
  onNote?: (note: string) => void,
): Promise<readonly MatchedFile[]> {
  const { path, ownFolders = [] } = choice
  const patterns = typeof path === 'string' ? [path] : path
  const matched = new Map<string, MatchedFile>()
  const own = await ownFiles(ownFolders)
  for (const pattern of patterns) {
    const found = isUri(pattern)
      ? await filesOfUri(pattern, choice.remote)
      : await filesOfPattern(pattern, choice.baseFolder)
    const files = hasWildcard(pattern) || found.length > 1 ? await own.leaveOut(found) : found
    if (files.length === 0) throw onlyOwnFiles(pattern)
    for (const file of files) {
      checkName(file.input)
      if (!matched.has(file.path)) matched.set(file.path, file)
    }
  }
  for (const line of own.lines()) onNote?.(line)
  return [...matched.values()]
}

async function filesOfUri(
  pattern: string,
  remote: RemoteFiles | undefined,
): Promise<readonly MatchedFile[]> {
  const uris = await matchUris(pattern, remote)
  return uris.map((uri) => ({ input: uri, path: uri }))
}

async function filesOfPattern(
  pattern: string,
  baseFolder: string,
): Promise<readonly MatchedFile[]> {
  const names = await matchPattern(pattern.replaceAll(sep, '/'), baseFolder)
  if (names.length === 0) throw noMatch(pattern, baseFolder)
  return names.map((name) => ({
    input: inputName(name, baseFolder),
    path: resolve(baseFolder, name),
  }))
}

async function matchUris(
  pattern: string,
  remote: RemoteFiles | undefined,
): Promise<readonly string[]> {
  if (!remote) throw noRemoteFiles(pattern)
  const uris = await remote.list(pattern)
  const shown = uris.filter((uri) => !uri.slice(uri.lastIndexOf('/') + 1).startsWith('.'))
  if (shown.length > 0) return shown.toSorted(byCodeUnit)
  throw noFile(pattern, { expected: 'a file', meant: undefined })
}

async function matchPattern(pattern: string, baseFolder: string): Promise<readonly string[]> {
  if (await exists(resolve(baseFolder, pattern))) return [pattern]
  const names = new Set<string>()
  for (const glob of expandBraces(pattern)) {
    const [first = '', ...rest] = glob.split('/')
    const isRooted = first === '' && rest.length > 0
    const walk: Walk = { baseFolder, folder: isRooted ? '/' : '', names }
    await matchSegments(walk, isRooted ? rest : [first, ...rest])
  }
  return [...names].toSorted(byCodeUnit)
}

interface Walk {
  readonly baseFolder: string
  /** Empty for the base folder itself, else ends with a slash. */
  readonly folder: string
  /** Filled with what matches. */
  readonly names: Set<string>
}

async function matchSegments(walk: Walk, segments: readonly string[]): Promise<void> {
  const { baseFolder, folder, names } = walk
  const [segment = '', ...rest] = segments
  if (segment === '**') return matchAnyDepth(walk, rest)
  if (!hasWildcard(segment)) {
    const name = `${folder}${segment}`
    if (rest.length > 0) return matchSegments({ ...walk, folder: `${name}/` }, rest)
    if (await exists(resolve(baseFolder, name))) names.add(name)
    return
  }
  const pattern = segmentPattern(segment)
  for (const { name, isFolder } of await entriesOf(walk)) {
    if (!pattern.test(name)) continue
    if (rest.length === 0 && !isFolder) names.add(`${folder}${name}`)
    if (rest.length > 0 && isFolder) {
      await matchSegments({ ...walk, folder: `${folder}${name}/` }, rest)
    }
  }
}

async function matchAnyDepth(walk: Walk, rest: readonly string[]): Promise<void> {
  await matchSegments(walk, rest.length > 0 ? rest : ['*'])
  for (const { name, isFolder, isLink } of await entriesOf(walk)) {
    // A link may lead back up.
    if (!isFolder || isLink || name.startsWith('.')) continue
    await matchAnyDepth({ ...walk, folder: `${walk.folder}${name}/` }, rest)
  }
}

interface Entry {
  readonly name: string
  readonly isFolder: boolean
  readonly isLink: boolean
}

async function entriesOf({ baseFolder, folder }: Walk): Promise<readonly Entry[]> {
  const path = resolve(baseFolder, folder)
  try {
    const entries: Entry[] = []
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const isLink = entry.isSymbolicLink()
      const isFolder = isLink ? await isFolderAt(join(path, entry.name)) : entry.isDirectory()
      entries.push({ name: entry.name, isFolder, isLink })
    }
    return entries
  } catch (cause) {
    if (isAbsence(cause)) return []
    throw unreadableFile(folder.replace(/\/$/u, '') || '.', cause, 'a folder that can be listed')
  }
}

async function isFolderAt(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

/** Also true for what cannot be looked at: opening it then says why. */
async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => !isAbsence(error),
  )
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function inputName(name: string, baseFolder: string): string {
  if (!isAbsolute(name)) return posix.normalize(name)
  const inside = relative(baseFolder, name).replaceAll(sep, '/')
  return inside.startsWith('../') || isAbsolute(inside) ? posix.normalize(name) : inside
}

/** Locations, manifests and logs are lines of text. */
function checkName(input: string): void {
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  if (!/[\u0000-\u001f\u007f\ufffd]/u.test(input)) return
  throw new LoradexError('source.unreadable', {
    message: `${JSON.stringify(shortPath(input))}: expected a file name of printable characters, saw one with others`,
    details: { input },
    hint: 'Rename the file.',
  })
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
