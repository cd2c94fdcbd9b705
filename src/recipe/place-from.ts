import { resolve } from 'node:path'
import { isUri } from '../sources/remote-files.js'

/** A path from the folder, or a URI as it is. */
export function placeFrom(folder: string, path: string): string {
  return isUri(path) ? path.replace(/\/+$/u, '') : resolve(folder, path)
}
