import { lstat, readlink, realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Where a target is that may be a symbolic link: what is made there must not take the place of the link. */
export async function throughLink(target: string): Promise<string> {
  const facts = await lstat(target).catch(() => undefined)
  if (facts?.isSymbolicLink() !== true) return target
  return realpath(target).catch(async () => resolve(dirname(target), await readlink(target)))
}
