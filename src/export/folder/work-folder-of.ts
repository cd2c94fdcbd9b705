import { basename, dirname, join } from 'node:path'

/** Beside the target, because a rename is atomic only within one volume; always the same. */
export function workFolderOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.loradex`)
}
