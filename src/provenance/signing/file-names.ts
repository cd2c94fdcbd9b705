import { relative, sep } from 'node:path'

/** What the specification leaves out by default; at the top of a model only. */
export const IGNORED: readonly string[] = ['.git', '.gitattributes', '.github', '.gitignore']

export const ATTESTATIONS = 'provenance.intoto.jsonl'

/**
 * What appears beside a model after it was signed: the cache of `hf download --local-dir`, and
 * attestations, which carry their own signatures.
 */
export const ADDED_LATER: readonly string[] = ['.cache', ATTESTATIONS]

export const SIGNATURE = 'model.sig'

/** What a signature of a whole folder leaves out. */
export const LEFT_OUT: readonly string[] = [SIGNATURE, ...IGNORED, ...ADDED_LATER]

/** Whether the path is listed, or in a folder that is. Exact names, no patterns. */
export function isIgnored(name: string, ignored: readonly string[]): boolean {
  return ignored.some((path) => name === path || name.startsWith(`${path}/`))
}

/** By code points, which for UTF-8 is the order of bytes; JavaScript's own is that of UTF-16 units. */
export function byCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

// oxlint-disable-next-line no-control-regex -- these are what must not be in a name
const unsafe = /[\0\\]|^\/|(?:^|\/)\.{0,2}(?:\/|$)/u

/** A relative path with `/` that leads nowhere else, on any system. */
export function isSafeName(name: string): boolean {
  return name !== '' && !unsafe.test(name) && !/^[A-Za-z]:/u.test(name) && name.isWellFormed()
}

/** The name that a path has in the folder; none for a path elsewhere. */
export function nameWithin(folder: string, path: string): readonly string[] {
  const name = relative(folder, path).split(sep).join('/')
  return isSafeName(name) ? [name] : []
}
